"""How servers that run models are asked, allowed and used: nothing goes to another computer before
a person has read which one it is and what would go there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from docmind.core import DocMindError, ProviderHealth
from docmind.ui.core_words import in_our_words
from docmind.ui.models.server_words import (
    ADDRESSES,
    ALLOWED,
    consent_text,
    pull_text,
    withdraw_text,
)
from docmind.ui.widgets.confirm import confirm
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import KeyState, ServerTerms, Settings, SettingSpec, Status
    from docmind.ui.main_window import MainWindow
    from docmind.ui.models.page import ModelsPage
    from docmind.ui.wiring.window import Wiring

RERANKER = "search.reranker"


class ServersWiring(QObject):
    """Joins the part of the page of models that is about servers with the bridge."""

    def __init__(self, window: MainWindow, wiring: Wiring) -> None:
        super().__init__(wiring)
        self._window = window
        self._wiring = wiring
        self._settings: Settings | None = None
        self._model = ""  # of the library
        self._specs: dict[str, SettingSpec] = {}  # of their addresses
        self._then: Callable[[], None] | None = None  # waits for what a person allowed to hold

    def runs(self) -> dict[str, Callable[[], None]]:
        """No action of its own: it is a part of the page of models."""
        return {}

    def join(self) -> None:
        """Connect everything. Once, when the window is built."""
        bridge = self._window.bridge
        bridge.settings_came.connect(self._on_settings)
        bridge.opened.connect(self._on_opened)
        bridge.status_came.connect(self._on_status)
        self._window.sheets.made.connect(self._on_made)

    def _on_made(self, name: str, page: ModelsPage) -> None:
        if name != "models":
            return
        bridge = self._window.bridge
        bridge.health_came.connect(self._on_health)
        bridge.health_failed.connect(self._on_failed)
        bridge.specs_came.connect(self._on_specs)
        bridge.changes_saved.connect(self._on_saved)
        bridge.changes_refused.connect(self._on_refused)
        page.servers.look_asked.connect(self.ask)
        page.servers.acted.connect(self._act)
        page.servers.address_given.connect(self._set_address)
        page.servers.keys_asked.connect(bridge.ask_keys)
        page.servers.key_given.connect(bridge.save_key)
        page.servers.key_dropped.connect(bridge.remove_key)
        bridge.keys_came.connect(self._on_keys)
        bridge.key_saved.connect(self._on_key_saved)
        bridge.key_removed.connect(self._on_key_removed)
        bridge.key_failed.connect(self._on_key_failed)

    @property
    def _page(self) -> ModelsPage:
        return self._window.models

    # ---- asking --------------------------------------------------------------------------------

    def ask(self) -> None:
        """A person looks at the servers: ask how they are."""
        bridge = self._window.bridge
        if bridge.is_open:
            self._page.servers.show_looking(True)
            bridge.ask_health()

    def _on_opened(self) -> None:
        """The page may have been opened before the engine was."""
        if self._window.sheets.is_shown("models"):
            self.ask()

    def _on_health(self, healths: tuple[ProviderHealth, ...]) -> None:
        servers = self._page.servers
        servers.show_looking(False)
        servers.show_health(healths, self._seen_terms)
        self._show_addresses()

    def _on_failed(self, error: DocMindError) -> None:
        self._page.servers.show_looking(False)
        self._page.servers.say_wrong(str(error))

    def _on_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._show_hosts()

    def _on_status(self, status: Status) -> None:
        self._model = status.model
        self._show_hosts()

    def _show_hosts(self) -> None:
        """Say at the bottom of the window where texts go."""
        settings = self._settings
        if settings is None:
            return
        names = (self._model, *settings.embedding.fallback, settings.search.reranker)
        on_servers = [name for name in names if ":" in name]
        found = [terms for name in on_servers if (terms := self.terms(name)) is not None]
        hosts = [one.host for one in found if one.is_allowed and not one.is_this_computer]
        self._window.strip.set_hosts(tuple(dict.fromkeys(hosts)))

    def _on_specs(self, specs: tuple[SettingSpec, ...]) -> None:
        """Where the servers are, and who decides that."""
        self._specs = {spec.key: spec for spec in specs if spec.key in ADDRESSES.values()}
        self._show_addresses()

    def _show_addresses(self) -> None:
        for provider, card in self._page.servers.cards.items():
            spec = self._specs.get(ADDRESSES.get(provider, ""))
            if spec is not None:
                card.form.show_address(spec.value, spec.decided_by)

    @property
    def reranker(self) -> str:
        """What the settings have put results in order; "" where they leave that open."""
        return "" if self._settings is None else self._settings.search.reranker

    # ---- what is allowed -----------------------------------------------------------------------

    def terms(self, model: str) -> ServerTerms | None:
        """What holds for texts that go to the server of a model, or of a provider; None for one
        that runs here, and where there is no address to be used."""
        from docmind.core import server_terms_of  # here, because no start needs it

        name = f"{model}:any" if model in ADDRESSES else model
        try:
            terms: ServerTerms | None = server_terms_of(name, self._settings)
        except DocMindError:
            return None
        return terms

    def _seen_terms(self, provider: str) -> tuple[bool, bool]:
        """(it is this computer, texts may go there)."""
        terms = self.terms(provider)
        return (False, False) if terms is None else (terms.is_this_computer, terms.is_allowed)

    def _with_consent(self, provider: str, run: Callable[[], None]) -> None:
        """Do something that sends texts to a server; asked first where they leave the computer."""
        terms = self.terms(provider)
        if terms is None:
            self._page.servers.say_wrong(tr("This server has no address that can be used."))
        elif terms.is_allowed:
            run()
        else:
            confirm(
                self._window,
                tr("Let texts go to {host}?").format(host=terms.host),
                consent_text(terms.host, encrypted=terms.is_encrypted),
                tr("Allow it"),
                lambda: self._allow(terms.host, run),
                no=tr("Keep everything here"),
                name="allow_server",
            )

    def _allow(self, host: str, run: Callable[[], None]) -> None:
        self._then = run
        self._window.bridge.change_settings({ALLOWED: (*self._allowed(), host)}, restart=True)

    def _confirm_withdrawal(self, provider: str) -> None:
        terms = self.terms(provider)
        if terms is None:
            return
        in_use = self._model.startswith(f"{provider}:")
        confirm(
            self._window,
            tr("Send nothing to {host} any more?").format(host=terms.host),
            withdraw_text(terms.host, in_use=in_use),
            tr("Send nothing there"),
            lambda: self._withdraw(terms.host),
            no=tr("Leave it"),
            loses=False,
            name="withdraw_server",
        )

    def _withdraw(self, host: str) -> None:
        rest = tuple(one for one in self._allowed() if one != host)
        self._window.bridge.change_settings({ALLOWED: rest or None}, restart=True)

    def _allowed(self) -> tuple[str, ...]:
        return () if self._settings is None else self._settings.servers.text_may_go_to

    # ---- doing ---------------------------------------------------------------------------------

    def _act(self, what: str, provider: str, model: str) -> None:
        if what == "use":
            self._with_consent(provider, lambda: self._wiring.models.begin_use(model))
        elif what == "order":
            self._with_consent(provider, lambda: self.order(model))
        elif what == "allow":
            self._with_consent(provider, self.ask)
        elif what == "withdraw":
            self._confirm_withdrawal(provider)
        elif what == "download":
            self._confirm_pull(provider, model)
        elif what == "cancel":
            self._wiring.models.cancel(model)

    def order(self, model: str | None) -> None:
        """Have another model put results in order; None for what is taken by itself."""
        self._window.bridge.change_settings({RERANKER: model}, restart=True)

    def _confirm_pull(self, provider: str, model: str) -> None:
        entry = self._page.servers.cards[provider].rows[model].entry
        confirm(
            self._window,
            tr("Have Ollama download {title}?").format(title=entry.title),
            pull_text(entry),
            tr("Download"),
            lambda: self._window.bridge.download_model(model),
            no=tr("Not now"),
            loses=False,
        )

    def _set_address(self, provider: str, address: str) -> None:
        from docmind.core import server_terms

        form = self._page.servers.cards[provider].form
        if address:
            try:
                server_terms(address, ())
            except DocMindError as error:
                form.say(str(in_our_words(error)), wrong=True)
                return
        form.say(tr("Saving…"))
        self._window.bridge.change_settings({ADDRESSES[provider]: address or None}, restart=True)

    # ---- keys ----------------------------------------------------------------------------------

    def _on_keys(self, states: tuple[KeyState, ...]) -> None:
        for state in states:
            card = self._page.servers.cards.get(state.name)
            if card is not None:
                variable = state.variable if state.source == "environment" else ""
                card.form.show_key(state.source != "none", variable)

    def _on_key_saved(self, provider: str, terms: ServerTerms) -> None:
        text = tr("The key is saved. It goes to {host} and to nobody else.")
        if not terms.is_encrypted and not terms.is_this_computer:
            text += " " + tr("The connection is not encrypted: others in the same network could "
                             "read it.")  # fmt: skip
        self._say_key(provider, text.format(host=terms.host))

    def _on_key_removed(self, provider: str) -> None:
        self._say_key(provider, tr("The key is forgotten."))

    def _on_key_failed(self, provider: str, error: DocMindError) -> None:
        card = self._page.servers.cards.get(provider)
        if card is not None:
            card.form.say(str(error), wrong=True)

    def _say_key(self, provider: str, text: str) -> None:
        card = self._page.servers.cards.get(provider)
        if card is not None:
            card.form.say(text)
        self._window.bridge.ask_keys()
        self.ask()  # the server may let us in now

    # ---- after it was saved --------------------------------------------------------------------

    def _on_saved(self, keys: tuple[str, ...], applied: bool) -> None:
        then, self._then = self._then, None
        if not {ALLOWED, RERANKER, *ADDRESSES.values()}.intersection(keys):
            self._then = then
            return
        if not applied:
            self._page.servers.say_wrong(
                tr("Saved. Something else uses the search engine now, so it holds from the next "
                   "start of DocMind.")
            )  # fmt: skip
            return
        self._tell_forms("")
        self._window.bridge.ask_models()
        self._window.bridge.ask_specs()
        self.ask()
        if then is not None:
            then()

    def _on_refused(self, keys: tuple[str, ...], error: DocMindError) -> None:
        if {ALLOWED, RERANKER}.intersection(keys):
            self._then = None
            self._page.servers.say_wrong(str(error))
        for provider, key in ADDRESSES.items():
            card = self._page.servers.cards.get(provider)
            if key in keys and card is not None:
                card.form.say(str(error), wrong=True)

    def _tell_forms(self, text: str) -> None:
        for card in self._page.servers.cards.values():
            card.form.say(text)
