"""A template is edited by people who do not program and passed on as a file: it runs nothing, reads nothing and fetches nothing."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import resources
from briefgen.cli import main
from briefgen.errors import RenderError
from briefgen.model.variant import FULL, Layout, Variant
from briefgen.pipeline.session import Session

SECRET = "the-secret-of-another-file"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.css").write_text(f"body::before {{ content: '{SECRET}' }}")
    (tmp_path / "secret.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9'/></svg>"
    )
    return Path(shutil.copytree(resources.templates_dir(), tmp_path / "words"))


def planted(words: Path, name: str, old: str, new: str) -> str:
    """`FILE, line N` of what was put in place of `old`; {near} stands for the folder beside the templates."""
    path, new = words / name, new.replace("{near}", words.parent.as_uri())
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return f"{path}, line {text[: text.index(old)].count(chr(10)) + 1}"


def made(words: Path, suffix: str = "html", variant: Variant = FULL) -> bytes:
    """The figures and what is counted from them are read once for all the tests."""
    session = Session(templates=words)
    vars(session).update(_read=shared()._read, england=shared().england)
    return session.renderer.documents(session.briefing(session.areas.resolve("E06000002"), variant)).contents([suffix])[
        suffix
    ]


@cache
def shared() -> Session:
    return Session()


def refused(words: Path, suffix: str, variant: Variant = FULL) -> str:
    with pytest.raises(RenderError) as caught:
        made(words, suffix, variant)
    return str(caught.value)


# Each of these printed a class, a module or a function of the program, called one, or took the machine's memory.
REACHING = [
    "''.__class__.__mro__",
    "''['__class__']",
    "''|attr('__class__')",
    "''['__cla' ~ 'ss__'].__base__.__subclasses__()",
    "['x']|map(attribute='__class__')|list",
    "['x']|map('attr', '__class__')|list",
    "['x']|groupby('__class__')|list",
    "['x']|sort(attribute='__class__')",
    "cycler.__init__.__globals__",
    "cycler.__init__.__globals__.os.popen('id').read()",
    "joiner.__init__.__globals__",
    "lipsum.__globals__",
    "lipsum.__globals__['os'].environ",
    "namespace.__init__.__globals__",
    "namespace(a=1).a",
    "dict.__mro__",
    "range.__class__",
    "self.__class__",
    "self._TemplateReference__context",
    "'{0.__class__}'.format('x')",
    "'{0.__class__.__mro__}'.format('x')",
    "'{x.__class__}'.format_map({'x': ''})",
    "('{0.__class__}'|safe).format('x')",
    "'%s'|format('x')",
    "['{0.__class__}']|map('string')|first|attr('format')('x')",
    "'x'.join(['a', 'b'])",
    "'x'.encode('utf-8')",
    "'a' * 1000",
    "[0] * 1000",
    "2 ** 100",
    "'%1000d' % 1",
    "'a'|center(1000)",
    "range(1000000)|length",
    "say.__globals__",
]
IN_A_SENTENCE = [
    "''.__class__",
    "''|attr('__class__')|string",
    "cycler.__init__.__globals__.os.popen('id').read()|string|length|string|replace('0', '')|first|default('x')|upper",
    "lipsum.__globals__.os.name",
    "place.__class__.__name__",
    "place['__class__'].__name__",
    "place.__doc__",
    "'{0.__class__.__name__}'.format(place)",
    "place.prose.join(['a', 'b'])",
    "self.__class__.__name__",
    "[place]|map(attribute='__class__.__name__')|first",
    "namespace.__name__",
]


@pytest.mark.parametrize("expression", REACHING)
def test_a_page_reaches_no_code(words: Path, expression: str) -> None:
    where = planted(words, "sections/money.html.jinja", "{{ notes(s, lacking=not large) }}", "{{ " + expression + " }}")
    said = refused(words, "html")
    assert where in said
    assert "\n" not in said


@pytest.mark.parametrize("expression", IN_A_SENTENCE)
def test_a_sentence_reaches_no_code(words: Path, expression: str) -> None:
    where = planted(
        words, "sentences/brief.toml", "by {{ england_male }}.", "by {{ " + expression.replace('"', "'") + " }}."
    )
    assert where in refused(words, "html")


@pytest.mark.parametrize(
    "statement",
    [
        "{% for name in ''.__class__.__mro__ %}{{ name }}{% endfor %}",
        "{% if lipsum.__globals__ %}x{% endif %}",
        "{% set x = ''.__class__ %}{{ x }}",
        "{% with x = cycler %}{{ x.__init__ }}{% endwith %}",
        "{% if ''.__class__ is defined %}x{% endif %}",
        "{% macro m(x='{0.__class__}'.format('')) %}{{ x }}{% endmacro %}{{ m() }}",
        "{% filter attr('__class__') %}x{% endfilter %}",
        "{% call ''.__class__() %}{% endcall %}",
    ],
)
def test_nor_does_a_statement(words: Path, statement: str) -> None:
    where = planted(words, "sections/spread.html.jinja", "{{ notes(s) }}", statement)
    assert where in refused(words, "html")


@pytest.mark.parametrize(
    "statement",
    [
        "{% include '../secret.txt' %}",
        "{% include 'sections/../../secret.txt' %}",
        "{% import '../secret.txt' as x %}",
        "{% include 'linked.txt' %}",
        "{% include 'away/secret.txt' %}",
        "{% from 'linked.txt' import x %}",
    ],
)
def test_a_page_includes_no_file_of_another_folder(words: Path, statement: str) -> None:
    (words / "linked.txt").symlink_to(words.parent / "secret.txt")
    (words / "away").symlink_to(words.parent)
    where = planted(words, "sections/spread.html.jinja", "{{ notes(s) }}", statement)
    assert where in refused(words, "html")


@pytest.mark.parametrize(
    "name",
    ["sentences/money.toml", "styles/screen.css", "styles/tokens.toml", "styles/chart.mplstyle", "briefing.html.jinja"],
)
def test_a_file_that_is_a_link_out_of_the_folder_is_refused(words: Path, name: str) -> None:
    path = words / name
    path.rename(words.parent / "elsewhere")
    path.symlink_to(words.parent / "elsewhere")
    said = refused(words, "html")
    assert f"{path} is a link that leads out of {words}" in said


def test_a_folder_that_is_a_link_itself_is_used(words: Path) -> None:
    (words.parent / "linked").symlink_to(words)
    (words / "inner.html.jinja").symlink_to(words / "brand.html.jinja")
    planted(words, "briefing.html.jinja", "{% include 'brand.html.jinja' %}", "{% include 'inner.html.jinja' %}")
    assert made(words.parent / "linked")


FETCHING = [
    "<link rel='attachment' href='{near}/secret.txt'>",
    "<link rel='attachment' href='{near}/secret.txt'/>",
    "<link rel='stylesheet' href='{near}/secret.css'>",
    "<a rel='attachment' href='{near}/secret.txt'>x</a>",
    "<a href='{near}/secret.txt'>x</a>",
    "<a href=' FI&#76;E:///etc/passwd'>x</a>",
    "<img src='{near}/secret.svg' alt=''>",
    "<img src='https://example.invalid/x.png' alt=''>",
    "<img src='x.png' alt=''>",
    "<img src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E' alt=''>",
    "<img alt='' srcset='{near}/secret.svg'>",
    "<IMG SRC='{near}/secret.svg' ALT=''>",
    "<object data='{near}/secret.svg'></object>",
    "<embed src='{near}/secret.svg'>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{near}/secret.svg'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><use href='{near}/secret.svg#x'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><g xlink:href='{near}/secret.svg'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0' fill='url({near}/secret.svg#x)'/></svg>",
    "<base href='{near}/'>",
    "<include xmlns='http://www.w3.org/2001/XInclude' href='{near}/secret.txt' parse='text'/>",
    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{near}/secret.txt' parse='text'/>",
    "<style>@import '{near}/secret.css';</style>",
    "<style>@import url({near}/secret.css);</style>",
    "<style>\n\np { background: url({near}/secret.svg) }</style>",
    "<p style='background: url({near}/secret.svg)'>x</p>",
    "<p style='background: \\75rl({near}/secret.svg)'>x</p>",
    "<p style='content: attr(title url)' title='{near}/secret.svg'>x</p>",
    "<p style='background: image-set(\"{near}/secret.svg\" 1x)'>x</p>",
    "<p>not closed <link rel=attachment href='{near}/secret.txt'>",
    "{{ '<' }}<l{{ 'in' }}k rel='attachment' href='{near}/secret.txt'>",
    "<table background='{near}/secret.svg'><tr><td>x</td></tr></table>",
    "<iframe src='{near}/secret.txt'></iframe>",
    "<video poster='{near}/secret.svg'></video>",
]


@pytest.mark.parametrize("suffix", ["pdf", "html"])
@pytest.mark.parametrize("markup", FETCHING)
def test_a_page_fetches_nothing(words: Path, markup: str, suffix: str) -> None:
    where = planted(words, "sections/money.html.jinja", "{{ notes(s, lacking=not large) }}", markup)
    said = refused(words, suffix)
    assert said.startswith(where.rpartition(" ")[0])
    assert int(said.split(", line ")[1].split(":")[0]) == int(where.rpartition(" ")[2]) + markup.count("\n")
    assert said.endswith("; mend the template.")


RUNNING = [
    "<script>alert(1)</script>",
    "<script src='https://example.invalid/x.js'></script>",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><set attributeName='href' to='javascript:alert(1)'/></svg>",
    "<p onclick='alert(1)'>x</p>",
    "<p OnMouseOver='alert(1)'>x</p>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<form action='https://example.invalid/'><p>x</p></form>",
    "<input formaction='https://example.invalid/'>",
    "<button>x</button>",
    "<iframe srcdoc='x'></iframe>",
    "<meta http-equiv='refresh' content='0; url=https://example.invalid/'>",
    "<details ontoggle='alert(1)' open='open'><summary>x</summary></details>",
    "<p contenteditable='true'>x</p>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>x</p></noscript>",
    "<![CDATA[ > <script>alert(1)</script> ]]>",
    "<!--> <script>alert(1)</script> -->",
    "<?x > <script>alert(1)</script> ?>",
    "<style><p title='</style><script>alert(1)</script>'/></style>",
    "<template><script>alert(1)</script></template>",
    "<math xmlns='http://www.w3.org/1998/Math/MathML' href='javascript:alert(1)'><mi>x</mi></math>",
    "<p title='{{ css }}'>x</p><script>alert(1)</script>",
]


@pytest.mark.parametrize("markup", RUNNING)
def test_nothing_runs_in_the_twin(words: Path, markup: str) -> None:
    where = planted(words, "sections/money.html.jinja", "{{ notes(s, lacking=not large) }}", markup)
    assert refused(words, "html").startswith(where)


@pytest.mark.parametrize(
    ("name", "layout", "suffix"),
    [("print.css", Layout.FULL, "pdf"), ("screen.css", Layout.FULL, "html"), ("one-page.css", Layout.ONE_PAGE, "pdf"),
     ("screen-large-print.css", Layout.LARGE_PRINT, "html")],
)  # fmt: skip
@pytest.mark.parametrize(
    "rule",
    [
        "@import url({near}/secret.css);",
        "@import '{near}/secret.css';",
        "@IMPORT '{near}/secret.css';",
        "@\\69mport '{near}/secret.css';",
        "@font-face { font-family: x; src: url({near}/secret.svg) }",
        "@font-face { font-family: x; src: local('x') }",
        "p { background: url({near}/secret.svg) }",
        "p { background: URL('{near}/secret.svg') }",
        "p { background: \\75rl('{near}/secret.svg') }",
        "p::before { content: url(data:image/svg+xml,x) }",
        "p { list-style-image: url(https://example.invalid/x.png) }",
        "@media print { p { background: image-set('{near}/secret.svg' 1x) } }",
        "p::before { content: attr(data-x url) }",
        "@page { background: url({near}/secret.svg) }",
        "p { --x: url({near}/secret.svg) }",
    ],
)
def test_a_style_sheet_fetches_nothing(words: Path, name: str, layout: Layout, suffix: str, rule: str) -> None:
    path = words / "styles" / name
    text = path.read_text("utf-8")
    path.write_text("/* mine */\n" + rule.replace("{near}", words.parent.as_uri()) + "\n" + text, "utf-8")
    assert refused(words, suffix, Variant(layout)).startswith(f"{path}, line 2: ")


@pytest.mark.parametrize(
    "line",
    [
        "axes.prop_cycle: cycler('color', ['r'])",
        "backend: module://os",
        "font.size: nan",
        "text.latex.preamble: x",
        "font.size",
    ],
)
def test_a_style_file_of_the_charts_holds_sizes_alone(words: Path, line: str) -> None:
    path = words / "styles" / "chart.mplstyle"
    path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")
    assert refused(words, "html").startswith(f"{path}, line 1: ")


def test_what_people_do_edit_goes_on_working(words: Path) -> None:
    """Links, emphasis, tables, own style, an unclosed paragraph, and a comment."""
    planted(
        words, "sections/spread.html.jinja", "{{ notes(s) }}",
        "<!-- ours -->{{ notes(s) }}<p>Ask <a href='https://www.example.org/x?y=1&amp;z=2'>us</a>, <a href='mailto:a@example.org'>"
        "write</a> or see <a href='#about'>the end</a>.<p style='color: rgb(0, 0, 0)'>x <em>y</em>"
        "{% for n in range(3) %}{{ ['a', 'b', 'c'][n]|upper }}{% endfor %}",
    )  # fmt: skip
    html = made(words).decode()
    assert "https://www.example.org/x?y=1&amp;z=2" in html
    assert "ABC" in html


def test_the_command_ends_with_a_sentence(words: Path, tmp_path: Path) -> None:
    where = planted(words, "sections/money.html.jinja", "{{ notes(s, lacking=not large) }}", "{{ lipsum.__globals__ }}")
    done = CliRunner().invoke(main, ["render", "E06000002", "--templates", str(words), "--out", str(tmp_path / "out")])
    assert done.exit_code == 6
    assert done.stderr.startswith(f"briefgen: {where}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_template_that_calls_itself_without_end_is_a_sentence(words: Path) -> None:
    where = planted(
        words, "sections/money.html.jinja", "{{ notes(s, lacking=not large) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    )  # fmt: skip
    assert where in refused(words, "html")


@pytest.mark.parametrize(("name", "old"), [("index.html.jinja", "<main>"), ("qa.html.jinja", "<main>")])
@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src='https://example.invalid/x.png' alt=''>",
        "<form><p>x</p></form>",
        "{{ lipsum.__globals__ }}",
    ],
)
def test_the_pages_beside_a_batch_are_words_too(words: Path, tmp_path: Path, name: str, old: str, markup: str) -> None:
    where = planted(words, name, old, old + markup)
    done = CliRunner().invoke(
        main,
        ["batch", "E06000053", "--templates", str(words), "--format", "csv", "--jobs", "1", "--memory", "16000", "--out", str(tmp_path / "out")],
    )  # fmt: skip
    assert done.exit_code == 6, done.stderr
    assert where in done.stderr


def test_the_engine_serves_only_what_the_program_put_in(tmp_path: Path) -> None:
    """Behind the check of the page, should something get past it."""
    from briefgen.pipeline.edition import AS_OF
    from briefgen.render.html.pages import Page
    from briefgen.render.pdf.writer import PdfWriter

    (tmp_path / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    for markup in (
        f"<img src='{(tmp_path / 'x.svg').as_uri()}' alt=''>",
        "<img src='data:image/png,x' alt=''>",
        "<img src='chart:x' alt=''>",
    ):
        with pytest.raises(RenderError, match="cannot be fetched"):
            PdfWriter("").write(Page(f"<html lang='en'><title>t</title><body>{markup}</body></html>"), AS_OF)
