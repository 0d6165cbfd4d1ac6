"""The few icons of the site: 20 by 20, strokes only, always beside a word."""

ICONS = {
    "arrow": '<path d="M4 10h12M11 5l5 5-5 5"/>',
    "ask": '<circle cx="10" cy="10" r="7"/><path d="M7.8 8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14.2v.1"/>',
    "bell": '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3"/>',
    "book": (
        '<path d="M10 5.5C8 4 5.5 3.8 3 4v11.5c2.5-.2 5 0 7 1.5 2-1.5 4.5-1.7 7-1.5V4c-2.5-.2-5 0-7 1.5zM10 5.5V17"/>'
    ),
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "chevron": '<path d="m7.5 5 5 5-5 5"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l3 1.8"/>',
    "close": '<path d="m5 5 10 10M15 5 5 15"/>',
    "compare": '<path d="M10 3v14M3 6h4.5M3 10h4.5M3 14h4.5M12.5 6H17M12.5 10H17M12.5 14H17"/>',
    "file": '<path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15"/>',
    "filter": '<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>',
    "languages": '<circle class="full" cx="5" cy="10" r="2.2"/><circle cx="15" cy="10" r="2.2"/>'
    '<path d="M5 5.5c3-3 7-3 10 0M15 5.5l.2-2.7M15 5.5l-2.7-.2M15 14.5c-3 3-7 3-10 0M5 14.5l-.2 2.7M5 14.5l2.7.2"/>',
    "link": (
        '<path d="M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1'
        'M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1"/>'
    ),
    "lock": '<path d="M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9"/>',
    "mail": '<path d="M3 5h14v10.5H3zM3 5.5l7 5.5 7-5.5"/>',
    "menu": '<path d="M3 6h14M3 10h14M3 14h14"/>',
    "online": '<path d="M3 5.5h9.5v9H3zM12.5 9 17 6.5v7L12.5 11"/>',
    "pen": '<path d="m3.5 16.5.8-3.5L13.5 3.8l2.7 2.7L7 15.7zM11.5 5.8l2.7 2.7"/>',
    "people": (
        '<circle cx="7" cy="7" r="2.7"/>'
        '<path d="M2 16c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5M12.5 4.6a2.7 2.7 0 0 1 0 4.9M14.5 12c2 .5 3.2 1.9'
        ' 3.5 4"/>'
    ),
    "place": '<path d="M10 17.5s5.5-5 5.5-9a5.5 5.5 0 0 0-11 0c0 4 5.5 9 5.5 9z"/><circle cx="10" cy="8.5" r="1.8"/>',
    "print": '<path d="M6 7V3h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z"/>',
    "quote": '<path d="M4 13c2.5 0 3.5-1.5 3.5-4V6H4v4h3M12 13c2.5 0 3.5-1.5 3.5-4V6H12v4h3"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m13 13 4.5 4.5"/>',
    "theme": '<circle cx="10" cy="10" r="7"/><path class="full" d="M10 3a7 7 0 0 1 0 14z"/>',
    "user": '<circle cx="10" cy="7" r="3.2"/><path d="M3.5 17c.6-3.5 3.2-5 6.5-5s5.9 1.5 6.5 5"/>',
    "warn": '<path d="M10 3 2.5 16.5h15zM10 8v4M10 14.3v.1"/>',
}
