"""The MCP door: programs that write to customers pass the same gate as people do."""
