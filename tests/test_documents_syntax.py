"""What beginners get wrong in YAML, each told in plain words, at the right place."""

from __future__ import annotations

import pytest

from dossier.diagnostics import Report
from dossier.documents import parse_document
from dossier.documents.events import FASTEST, PURE, read_nodes
from dossier.nodes import Original

# What was typed; line and column; the message; a part of the way out.
MISTAKES = {
    "a tab as indentation": (
        "evidence:\n\t- source: kcna\n",
        (2, 1),
        "a tab stands where YAML wants spaces",
        "Indent with spaces",
    ),
    "a tab below a key with a value": (
        "evidence:\n  - source: kcna\n\tquote: x\n",
        (3, 1),
        "a tab stands where YAML wants spaces",
        "Indent with spaces",
    ),
    "a tab in a block of text": (
        "notes: |\n\tSome words.\n",
        (2, 1),
        "a tab stands where YAML wants spaces",
        "Indent with spaces",
    ),
    "a tab after a dash": (
        "evidence:\n  -\tsource: kcna\n    quote: x\n",
        (2, 4),
        "a tab stands where YAML wants spaces",
        "Indent with spaces",
    ),
    "no space after the first colon": (
        "name:Vladimir Putin\ntype: news\n",
        (1, 5),
        "a space is missing after “name:”",
        "“name: …”",
    ),
    "no space after a later colon": (
        "type: news\nname:Vladimir Putin\nlink: true\n",
        (2, 5),
        "a space is missing after “name:”",
        "“name: …”",
    ),
    "no space after the only colon": (
        "name:Putin\n",
        (1, 5),
        "a space is missing after “name:”",
        "“name: …”",
    ),
    "no space after a colon in an entry": (
        "evidence:\n  - source:000_c4e\n    quote: x\n",
        (2, 11),
        "a space is missing after “source:”",
        "“source: …”",
    ),
    "no space after a colon in braces": (
        "mentions:\n  - {quote: CTAK, entity:kcna}\n",
        (2, 25),
        "a space is missing after “entity:”",
        "“entity: …”",
    ),
    "a no-break space after the only colon": (
        "name:\u00a0Putin\n",
        (1, 6),
        "a no-break space (U+00A0) stands after “name:”",
        "ordinary space",
    ),
    "a no-break space after a colon": (
        "name:\u00a0Putin\nlink: true\n",
        (1, 6),
        "a no-break space (U+00A0) stands after “name:”",
        "ordinary space",
    ),
    "a no-break space after a colon in an entry": (
        "evidence:\n  - source: kcna\n    quote:\u00a0x\n    note: y\n",
        (3, 11),
        "a no-break space (U+00A0) stands after “quote:”",
        "ordinary space",
    ),
    "a no-break space after a colon in braces": (
        "mentions:\n  - {quote: CTAK, entity:\u00a0kcna}\n",
        (2, 26),
        "a no-break space (U+00A0) stands after “entity:”",
        "ordinary space",
    ),
    "no-break spaces in the indentation": (
        "evidence:\n  - source: kcna\n  \u00a0\u00a0quote: x\n",
        (3, 3),
        "a no-break space (U+00A0) stands in the indentation of this line",
        "ordinary space",
    ),
    "a no-break space after a dash": (
        "evidence:\n  -\u00a0source: kcna\n    quote: x\n",
        (2, 4),
        "a no-break space (U+00A0) stands after “-”",
        "ordinary space",
    ),
    "no space after a dash": (
        "tags:\n  - greeting\n  -troops: x\n",
        (3, 3),
        "a space is missing after the dash of a list entry",
        "“- entry”",
    ),
    "no space after a dash at the edge": (
        "title: x\n-greeting\n",
        (2, 1),
        "a space is missing after the dash of a list entry",
        "“- entry”",
    ),
    "a double quote not closed": (
        'type: news\nname: "Putin\nlink: true\n',
        (2, 7),
        'the quote that opens here (") is not closed',
        'Close it with "',
    ),
    "a single quote not closed": (
        "name: 'Putin\n",
        (1, 7),
        "the quote that opens here (') is not closed",
        "Close it with '",
    ),
    "a quote not closed before other quotes": (
        'name: "Putin\ndescription: "President"\n',
        (1, 7),
        'the quote that opens here (") is not closed',
        'Close it with "',
    ),
    "a quote not closed before three dashes": (
        'name: "Putin\n--- a line"\n',
        (1, 7),
        'the quote that opens here (") is not closed',
        'Close it with "',
    ),
    "an apostrophe between single quotes": (
        "name: 'Putin's greeting'\n",
        (1, 14),
        "a text goes on after its closing quote",
        "write '' for a '",
    ),
    "a quote followed by text": (
        'quote: "heroic participation" of soldiers\nsource: kcna\n',
        (1, 31),
        "a text goes on after its closing quote",
        'write \\" for a "',
    ),
    "a quote followed by text in an entry": (
        'tags:\n  - "New Year" greeting\n',
        (2, 16),
        "a text goes on after its closing quote",
        "Put the whole text in quotes",
    ),
    "an apostrophe between single quotes in brackets": (
        "also_known_as: ['Kim's', Jong]\n",
        (1, 22),
        "a text goes on after its closing quote",
        "write '' for a '",
    ),
    "a colon inside a text": (
        "title: Kremlin: Putin greets Kim\n",
        (1, 15),
        "a colon followed by a space stands inside a text without quotes",
        'in quotes: "Kremlin: Putin greets Kim".',
    ),
    "a colon inside a text with quotation marks": (
        'title: He said: "no"\n',
        (1, 15),
        "a colon followed by a space stands inside a text without quotes",
        "in quotes: 'He said: \"no'.",
    ),
    "a colon at the end of a text": (
        "title: Kremlin:\n  greeting\n",
        (1, 15),
        "a colon followed by a space stands inside a text without quotes",
        '"Kremlin:"',
    ),
    "a colon inside a text in an entry": (
        "evidence:\n  - source: a\n    note: said: so\n",
        (3, 15),
        "a colon followed by a space stands inside a text without quotes",
        '"said: so"',
    ),
    "a colon inside a text in brackets": (
        "tags: [a: b: c]\n",
        (1, 12),
        "a colon followed by a space stands inside a text without quotes",
        "Put that text in quotes",
    ),
    "a key indented too far": (
        "title: Greeting\n  type: news\n",
        (2, 3),
        "this line is read as more of the text in line 1, where no “key: ” can stand",
        "indent it like line 1",
    ),
    "a key indented too little": (
        "evidence:\n    - source: a\n  about: b\n",
        (3, 3),
        "this line’s indentation (2 spaces) matches no line above it",
        "Indent it not at all like line 1, or by 4 spaces like line 2.",
    ),
    "an entry's key out of line": (
        "evidence:\n  - source: a\n   quote: b\n",
        (3, 4),
        "this line’s indentation (3 spaces) matches no line above it",
        "by 4 spaces like what follows the dash in line 2",
    ),
    "an entry out of line": (
        "tags:\n  - greeting\n - troops\n",
        (3, 2),
        "this line’s indentation (1 space) matches no line above it",
        "by 2 spaces like line 2",
    ),
    "a first line indented": (
        "  title: Greeting\ntype: news\n",
        (2, 1),
        "this line’s indentation (0 spaces) matches no line above it",
        "by 2 spaces like line 1",
    ),
    "a block of text indented less": (
        "notes: |\n    One.\n  Two.\ntags: [x]\n",
        (3, 3),
        "this line’s indentation (2 spaces) matches no line above it",
        "by 4 spaces like line 2",
    ),
    "a list where a key belongs": (
        "tags: greeting\n- troops\n",
        (2, 1),
        "a list entry stands where a key is expected",
        "below a key that has no value",
    ),
    "a list in the line of its key": (
        "tags: - greeting\n",
        (1, 7),
        "a list cannot begin in the line of its key",
        "in a line of its own",
    ),
    "a line without a colon": (
        "title: Greeting\ntype\nlanguage: en\n",
        (2, 1),
        "“type” is no “key: value”: it has no colon",
        "write “type: …”",
    ),
    "a text not indented below its key": (
        "notes: |\nPutin sent a greeting.\ntype: news\n",
        (2, 1),
        "“Putin sent a greeting.” is no “key: value”: it has no colon",
        "indent it deeper than the key in line 1",
    ),
    "a first key without its colon": (
        "title\ntype: news\n",
        (1, 1),
        "no colon ends the key “title”",
        "Write “key: value”",
    ),
    "a colon without a key": (
        "title: x\n: news\n",
        (2, 1),
        "a colon stands without a key before it",
        "Write the key",
    ),
    "an empty key": (
        "title: {: news}\n",
        (1, 9),
        "a colon stands without a key before it",
        "Write the key",
    ),
    "a bracket not closed": (
        "tags: [greeting, troops\ntype: news\n",
        (1, 7),
        "the “[” that opens here is not closed",
        "Close it with “]”",
    ),
    "a bracket not closed at the end": (
        "tags: [greeting, troops,\n",
        (1, 7),
        "the “[” that opens here is not closed",
        "Close it with “]”",
    ),
    "a brace not closed": (
        "mentions:\n  - {quote: CTAK, entity: kcna\ntype: news\n",
        (2, 5),
        "the “{” that opens here is not closed",
        "Close it with “}”",
    ),
    "a brace closed by a bracket": (
        "mentions: [{quote: CTAK]]\n",
        (1, 24),
        "“{” is closed by “]”",
        "Close it with “}”",
    ),
    "a comma missing": (
        'tags: ["greeting" "troops"]\n',
        (1, 19),
        "a comma is missing between the entries of “[ … ]”",
        "Put a comma",
    ),
    "a comma missing between keys": (
        'mentions: [{quote: "CTAK" entity: kcna}]\n',
        (1, 27),
        "a comma is missing between the entries of “{ … }”",
        "Put a comma",
    ),
    "a bracket too many": (
        "tags: ]\n",
        (1, 7),
        "“]” stands where a value is expected",
        "Remove it",
    ),
    "a comma too many": (
        "tags: [greeting,, troops]\n",
        (1, 17),
        "“,” stands where a value is expected",
        "Remove it",
    ),
    "a text that begins with a bracket": (
        "title: [Video] Kursk\ntype: news\n",
        (1, 8),
        "a value that begins with “[” is read as a list, but text follows",
        '"[Video] Kursk"',
    ),
    "a text that begins with an at sign": (
        "publisher: @kcna\n",
        (1, 12),
        "a value cannot begin with “@”",
        '"@kcna"',
    ),
    "a text that begins with a backtick": (
        "note: `quoted` words\n",
        (1, 7),
        "a value cannot begin with “`”",
        '"`quoted` words"',
    ),
    "a text that begins with a percent sign": (
        "note: %20 more\n",
        (1, 7),
        "a value cannot begin with “%”",
        '"%20 more"',
    ),
    "an at sign in brackets": (
        "authors: [@kcna, Kim]\n",
        (1, 11),
        "a value cannot begin with “@”",
        '"…"',
    ),
    "emphasis at the beginning": (
        "note: *heroic* soldiers\n",
        (1, 7),
        "a value cannot begin with “*”, which has a meaning of its own in YAML",
        '"*heroic* soldiers"',
    ),
    "emphasis of several words": (
        "note: *heroic soldiers*\ntype: news\n",
        (1, 7),
        "a value that begins with “*” is read as an alias, but text follows",
        '"*heroic soldiers*"',
    ),
    "a list with stars": (
        "notes:\n  * one\n",
        (2, 3),
        "a value cannot begin with “*”, which has a meaning of its own in YAML",
        "“- ”",
    ),
    "an ampersand at the beginning": (
        "name: & Sons\n",
        (1, 7),
        "a value cannot begin with “&”, which has a meaning of its own in YAML",
        '"& Sons"',
    ),
    "a company that begins with an ampersand": (
        "name: &Sons, Ltd\n",
        (1, 7),
        "a value that begins with “&” is read as an anchor, but text follows",
        '"&Sons, Ltd"',
    ),
    "a tag that nobody declared": (
        "name: !wow!such words\n",
        (1, 7),
        "a value cannot begin with “!”, which marks a tag in YAML",
        '"!wow!such words"',
    ),
    "a question mark at the beginning": (
        "note: ? unclear\n",
        (1, 7),
        "a value cannot begin with “? ”, which marks a key in YAML",
        '"? unclear"',
    ),
    "text in the line of the bar": (
        "notes: | Some words\n",
        (1, 10),
        "text stands in the same line as “|”",
        "below “|”",
    ),
    "a text that begins with a greater-than sign": (
        "note: >20 soldiers\n",
        (1, 9),
        "text stands in the same line as “>”",
        "quote the text",
    ),
    "a path of Windows in double quotes": (
        'image: "C:\\Users\\kcna.png"\n',
        (1, 11),
        "“\\U” between double quotes wants 8 digits of a character’s number",
        "use single quotes",
    ),
    "an escape that means nothing": (
        'note: "50 \\% more"\n',
        (1, 11),
        "“\\%” between double quotes has no meaning",
        "use single quotes",
    ),
    "a key of a novel's length": (
        "x" * 1100 + ": y\n",
        (1, 1),
        "a key is longer than 1,024 characters",
        "shorter",
    ),
    "text after a quoted key": (
        '"title" of it: Greeting\n',
        (1, 9),
        "a text goes on after its closing quote",
        "put the whole text in quotes",
    ),
    "dots in the middle": (
        "title: Greeting\n... and so on\n",
        (2, 5),
        "text follows “...”, which ends a YAML document",
        "Remove the three dots",
    ),
    "dots at the beginning": (
        "...\n- title\n",
        (1, 1),
        "“...” ends a document here",
        "Remove the three dots",
    ),
}


@pytest.mark.parametrize(("text", "place", "message", "fix"), MISTAKES.values(), ids=MISTAKES)
def test_a_beginners_mistake_is_told_once_and_in_plain_words(
    text: str, place: tuple[int, int], message: str, fix: str
) -> None:
    report = Report()
    assert parse_document("annotations/claims/praise.yml", text, report) is None
    (one,) = report.diagnostics
    assert one.message == message
    assert (one.place.line, one.place.column) == place
    assert fix in one.fix
    assert one.code == "yaml-syntax"


@pytest.mark.parametrize("text", [text for text, *_ in MISTAKES.values()], ids=MISTAKES)
def test_it_is_told_alike_without_libyaml(text: str) -> None:
    original = Original("annotations/claims/praise.yml", text)
    fast, slow = (read_nodes(original, parser=parser) for parser in (FASTEST, PURE))
    assert [(one.start, one.message, one.fix) for one in slow.mistakes] == [
        (one.start, one.message, one.fix) for one in fast.mistakes
    ]


def test_what_nobody_has_words_for_is_told_in_the_parsers() -> None:
    report = Report()
    parse_document("a.yml", "title: !<tag:example.org Greeting\n? - x\n", report)
    assert all(one.fix for one in report.diagnostics)


def test_what_stands_before_a_mistake_is_told_too() -> None:
    report = Report()
    parse_document("a.yml", "name: x\nname: y\ntitle: a: b\n", report)
    assert [(one.place.line, one.code) for one in report.diagnostics] == [
        (2, "duplicate-key"),
        (3, "yaml-syntax"),
    ]
