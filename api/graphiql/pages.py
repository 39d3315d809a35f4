"""The pages as text: templates of this package, filled in. Addresses are relative: a prefix does no harm."""

from html import escape
from importlib import resources
from string import Template

from api.graphiql.examples import Example
from api.graphiql.served import served_files


def explorer_page(base: str, nonce: str) -> str:
    """GraphiQL. `base` is the endpoint seen from the page's own address; `nonce` allows the styles it adds."""
    return _fill("page.html", base, nonce=nonce)


def unavailable_page(base: str, absent: tuple[str, ...]) -> str:
    """What stands for GraphiQL while files of it are absent: what to run."""
    return _fill("unavailable.html", base, absent=escape(", ".join(absent)))


def registered_only_page(base: str) -> str:
    """What stands for GraphiQL where nothing may be tried out: only registered documents are run."""
    return _fill("registered_only.html", base)


def documentation_page(examples: tuple[Example, ...]) -> str:
    """How to call this API, with the examples. Its address lies one level below the endpoint's."""
    licences = [name for name in served_files() if name.endswith(".LICENSE.txt")]
    links = (f'<a href="{served_files()[name].address}">{name.removesuffix(".LICENSE.txt")}</a>' for name in licences)
    return _fill("documentation.html", "", examples="\n".join(map(_section, examples)), licences=",\n".join(links))


def _section(example: Example) -> str:
    return f"""    <section id="{example.name}">
      <h3>{example.name}</h3>
      <p>{escape(example.description)} <a href="../graphql?exemple={example.name}">Ouvrir dans GraphiQL</a></p>
      <pre><code>{escape(example.query)}</code></pre>
      <p>Variables :</p>
      <pre><code>{escape(example.shown_variables)}</code></pre>
    </section>"""


def _fill(template: str, base: str, **values: str) -> str:
    """The template with its values, `$base` and, for each file `a-b.js`, its address as `$a_b_js`."""
    prefix = f"{base}/" if base else ""
    addresses = {
        name.replace(".", "_").replace("-", "_"): prefix + file.address for name, file in served_files().items()
    }
    text = resources.files("api.graphiql").joinpath(template).read_text(encoding="utf-8")
    return Template(text).substitute(addresses, base=base, **values)
