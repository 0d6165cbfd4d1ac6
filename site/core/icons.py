"""The few icons of the site: 20 by 20, strokes only, always beside a word."""

ICONS = {
    "arrow": '<path d="M4 10h12M11 5l5 5-5 5"/>',
    "back": '<path d="M16 10H4M9 5l-5 5 5 5"/>',
    "bell": '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3"/>',
    "book": '<path d="M10 5.5C8 4 5.5 3.8 3 4v11.5c2.5-.2 5 0 7 1.5 2-1.5 4.5-1.7 7-1.500V4c-2.5-.2-5 0-7 1.500zM10 5.500V17"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "chevron": '<path d="m7.5 5 5 5-5 5"/>',
    "clip": '<path d="m15.5 9-5.7 5.700a3.3 3.3 0 0 1-4.7-4.700l6.2-6.200a2.2 2.2 0 0 1 3.1 3.100l-6 6a1.1 1.1 0 0 1-1.6-1.600l5.2-5.2"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l3 1.8"/>',
    "close": '<path d="m5 5 10 10M15 5 5 15"/>',
    "down": '<path d="M10 3v10M5.5 9l4.5 4.500L14.5 9M3.5 17h13"/>',
    "file": '<path d="M5 2.500h6.500L15 6v11.500H5zM11.5 2.500V6H15"/>',
    "languages": '<circle class="full" cx="5" cy="10" r="2.2"/><circle cx="15" cy="10" r="2.2"/>'
    '<path d="M5 5.500c3-3 7-3 10 0M15 5.500l.2-2.700M15 5.500l-2.7-.2M15 14.500c-3 3-7 3-10 0M5 14.500l-.2 2.700M5 14.500l2.7.2"/>',
    "lock": '<path d="M4.5 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9"/>',
    "mail": '<path d="M3 5h14v10.500H3zM3 5.500l7 5.5 7-5.5"/>',
    "menu": '<path d="M3 6h14M3 10h14M3 14h14"/>',
    "pen": '<path d="m3.5 16.5.8-3.500L13.5 3.800l2.7 2.700L7 15.700zM11.5 5.800l2.7 2.7"/>',
    "people": '<circle cx="7" cy="7" r="2.7"/><path d="M2 16c.4-3 2.3-4.5 5-4.500s4.6 1.5 5 4.500M12.5 4.600a2.7 2.7 0 0 1 0 4.900M14.5 12c2 .5 3.2 1.9 3.5 4"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "print": '<path d="M6 7V3h8v4M6 14H3.500V7.500h13V14H14M6 11.500h8V17H6z"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m13 13 4.5 4.5"/>',
    "theme": '<circle cx="10" cy="10" r="7"/><path class="full" d="M10 3a7 7 0 0 1 0 14z"/>',
    "user": '<circle cx="10" cy="7" r="3.2"/><path d="M3.5 17c.6-3.5 3.2-5 6.5-5s5.9 1.5 6.5 5"/>',
    "warn": '<path d="M10 3 2.5 16.500h15zM10 8v4M10 14.300v.1"/>',
}
