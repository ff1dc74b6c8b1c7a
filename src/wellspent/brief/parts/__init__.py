"""The parts of a brief, one file each: what is known comes in, cited lines go out, best first."""
