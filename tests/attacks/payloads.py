# ruff: noqa: RUF001
"""Texts that attackers type: each says what it would do if a page, a template or a query took it for code."""

MARK = "attack"
MARKUP = {
    "an element": '<attack onclick="attack()">',
    "a script": "<script>attack()</script>",
    "a picture": "<img src=x onerror=attack()>",
    "the end of an attribute": '" attack="1" onfocus="attack()" autofocus x="',
    "the end of an attribute in single quotes": "' attack='1' onfocus='attack()' x='",
    "the end of the title": "</title><attack>",
    "the end of a text field": "</textarea><attack>",
    "the end of a script": "</script><attack>",
    "the end of a template": "</template><attack>",
    "the end of a chart": "</text></title></svg><attack>",
    "a comment": "--><attack><!--",
    "what is escaped already": "&lt;attack&gt; &#x3c;attack&#x3e;",
    "a style": "</style><attack><style>@import url(//attack.example)",
    "Markdown": "[attack](javascript:attack()) ![x](x)",
}
TEMPLATES = {
    "Jinja": "{{ 7*191 }}{% print 7*191 %}{# gone #}",
    "objects": "{{ config }}{{ self.__class__.__mro__ }}{{ cycler.__init__.__globals__ }}",
    "other engines": "${7*191} #{7*191} <%= 7*191 %> {{= 7*191 }}",
    "Python's formats": "%s %(x)s %n {0} {x} {x.__class__} {{x}}",
}
RESULT = "1337"  # 7 * 191
SQL = {
    "a tautology": "' OR '1'='1",
    "a second statement": "'; DROP TABLE ratings; --",
    "a union": "' UNION SELECT token_hash, 1, 1, 1, 1, 1, 1 FROM assessments --",
    "double quotes": '" OR ""="',
    "a backslash": "\\'; SELECT pg_sleep(9); --",
    "wildcards": "%_%",
    "a number": "1 OR 1=1",
}
NO_LINKS = (
    "javascript:attack()",
    "JaVaScRiPt:attack()",
    " javascript:attack()",
    "java\tscript:attack()",
    "\x01javascript:attack()",
    "data:text/html,<attack>",
    "vbscript:attack()",
    "file:///etc/passwd",
    "//attack.example/",
    "https:attack()",
    "http://attack.example/ onclick=attack()",
    "https://\u00a0attack.example",
)
UNSEEN = {
    "right to left override": "Utopia\u202egnp.exe",
    "isolate": "Uto\u2067pia",
    "mark": "Uto\u200epia",
    "Arabic letter mark": "Uto\u061cpia",
    "zero width space": "Uto\u200bpia",
    "byte order mark": "Uto\ufeffpia",
    "soft hyphen": "Uto\u00adpia",
    "line separator": "Uto\u2028pia",
    "line break": "Uto\r\npia",
    "NUL": "Uto\x00pia",
    "escape": "Uto\x1b[31mpia",
    "next line": "Uto\x85pia",
    "tags": "Uto\U000e0041pia",
    "Hangul filler": "Utopia\u3164",
    "nothing but joiners": "\u200d\u200c",
    "nothing but marks": "\u0301\u0302",
}
NAMES = (
    "Utopia",
    "Côte d’Ivoire",
    "O'Higgins",
    'Curaçao <&> "Bonaire"',
    "جمهورية مصر العربية",
    "中华人民共和国",
    "می‌خواهم",
    "ශ්‍රී ලංකාව",
    "Zu\u0308rich",
    "𐤊𐤍𐤏𐤍",
    "🏳️‍🌈",
    "1",
)
NUMBERS = {
    "12.5": 12.5,
    "12,5": 12.5,
    " 7 ": 7.0,
    "٣٫٥": 3.5,
    "٣,٥": 3.5,
    "३.५": 3.5,
    "３．５": 3.5,
    "+5": 5.0,
    "1e1": 10.0,
    "0": 0.0,
    ".5": 0.5,
}
NO_NUMBERS = (
    *("1,000", "1'000", "1 000", "1.000,5", "1,000.5", "12.5.1", "1_0"),
    *("NaN", "nan", "Infinity", "-inf", "1e309", "1e999", "9" * 400),
    *("0x1F", "0b1", "0o7", "1/2", "½", "²", "5%", "abc", "true", "[5]", "{}", "--5", "5-", "1e", "\u202e5"),
    *("-1", "101", "100.0001", "-0.0001"),
)
