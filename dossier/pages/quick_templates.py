"""Templates that print what Jinja's own do, in less time, and leave nothing behind."""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any, Self, cast

from jinja2 import Environment, Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from dossier.markup import escaped, marked

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from types import CodeType


class _QuickMacro(Macro):
    """A macro that takes plain arguments as they are; whatever else is for Jinja's own."""

    def __init__(  # noqa: PLR0913, PLR0917 - Jinja's signature
        self,
        environment: Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        catch_kwargs: bool,  # noqa: FBT001 - likewise
        catch_varargs: bool,  # noqa: FBT001 - likewise
        caller: bool,  # noqa: FBT001 - likewise
        default_autoescape: bool | None = None,  # noqa: FBT001 - likewise
    ) -> None:
        own = environment, func, name, arguments, catch_kwargs, catch_varargs, caller
        super().__init__(*own, default_autoescape)
        self.run = func
        unusual = caller or catch_kwargs or catch_varargs or "caller" in arguments
        self.takes = -1 if unusual else len(arguments)


class QuickContext(Context):
    """A context that calls macros and plain functions without looking for what they want first."""

    def call(
        self,
        called: Any,  # noqa: ANN401 - whatever a template calls
        /,
        *args: Any,  # noqa: ANN401 - likewise
        _loop_vars: dict[str, Any] | None = None,
        _block_vars: dict[str, Any] | None = None,
        **kwargs: Any,  # noqa: ANN401 - likewise
    ) -> Any:  # noqa: ANN401 - likewise
        """Call something as a template does."""
        kind = type(called)
        if kind is FunctionType:
            if not hasattr(called, "jinja_pass_arg"):
                try:
                    return called(*args, **kwargs)
                except StopIteration:  # which would end the template, as if it had printed all
                    return self.environment.undefined("what was called raised StopIteration")
        elif kind is _QuickMacro and not kwargs and self.eval_ctx.autoescape:
            left = called.takes - len(args)
            if left >= 0:
                html = called.run(*args, *(missing,) * left) if left else called.run(*args)
                return marked(html)  # noqa: S704 - what a macro prints
        variables = {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
        return super().call(called, *args, **variables, **kwargs)


_QUICKER = {"escape": escaped, "Markup": marked, "Macro": _QuickMacro}
"""What the code of a template calls for each value, and for each of its macros."""


class QuickTemplate(Template):
    """A template whose code escapes by `escaped`, and whose macros do not outlive a page."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's signature
        uptodate: Callable[[], bool] | None = None,
    ) -> Self:
        """Make a template of code that Jinja has compiled."""
        template = super().from_code(environment, code, globals, uptodate)
        names = template.root_render_func.__globals__
        names.update({name: _QUICKER[name] for name in _QUICKER.keys() & names.keys()})
        return cast("Self", template)

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - whatever is shown
        """Render the template with some values, as Jinja does."""
        context = self.new_context(dict(*args, **kwargs))
        try:
            return "".join(self.root_render_func(context))
        except Exception:  # noqa: BLE001 - raised again, as of the template's own line
            self.environment.handle_exception()
        finally:
            # A template's own macros hold what is shown, and are held by it: rubbish that goes in
            # circles, and is found late, when looking for it takes longest.
            context.vars.clear()


class QuickEnvironment(Environment):
    """Templates that are loaded once, with what all of them know in one plain mapping.

    What they know has to be there before the first is loaded.
    """

    template_class = QuickTemplate
    context_class = QuickContext

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's options
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's signature
    ) -> Template:
        """Return a template by its name: each page asks for several, and all for the same."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        loaded = self._loaded.get(name)
        if loaded is None:
            loaded = self._loaded[name] = super().get_template(name, parent)
        return loaded

    def make_globals(
        self,
        d: MutableMapping[str, Any] | None,  # Jinja's name for it
    ) -> MutableMapping[str, Any]:
        """Return what a template knows: each page copies it, and looks through it."""
        return {**self.globals, **(d or {})}
