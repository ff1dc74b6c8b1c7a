"""SVG elements as escaped text, without inline styles: colours come from classes."""

from markupsafe import Markup, escape

Attribute = str | float | int | None


def element(name: str, *children: Markup | str, **attributes: Attribute) -> Markup:
    """Return one SVG element; text is escaped, `class_` and `text_anchor` lose their underscore."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")  # noqa: S704 - every part is escaped above


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return str(escape(value))
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, class_: str = "", *, anchor: str | None = None) -> Markup:
    """Return a line of text at a baseline; `anchor` is `start` (default), `middle` or `end`."""
    return element("text", words, x=x, y=y, class_=class_ or None, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def box(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    """Return a rectangle; never narrower than a visible sliver."""
    return element("rect", x=x, y=y, width=max(width, 1.0), height=height, class_=class_)


def dot(x: float, y: float, radius: float, class_: str) -> Markup:
    """Return a circle."""
    return element("circle", cx=x, cy=y, r=radius, class_=class_)


def diamond(x: float, y: float, radius: float, class_: str) -> Markup:
    """Return a diamond, so that a mark is told apart without colour."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return element(
        "polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), class_=class_
    )


def drawing(
    width: float,
    height: float,
    title: str,
    desc: str,
    *parts: Markup,
    key: str,
    role: str = "img",
) -> Markup:
    """Return a whole drawing that a screen reader names by its title and describes by its text.

    `key` makes the ids of title and description unique on the page. One with links inside has the
    `role` group, so that they can be reached.
    """
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", desc, id=f"{key}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        class_="chart",
        role=role,
        aria_labelledby=f"{key}-title {key}-desc",
    )
