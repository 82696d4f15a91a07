from docmind.ui.main_window import MainWindow


def test_window_shows_sources(window: MainWindow) -> None:
    assert window.sidebar.model.rowCount() == 2
