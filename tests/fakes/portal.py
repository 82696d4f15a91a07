"""A GlobalShortcuts portal on a bus: ``python portal.py gives|declines|cancels|has-none``.

It binds what it is asked for, or not, and then presses the keys once.
"""

from __future__ import annotations

import sys

from jeepney import DBusAddress, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.blocking import Proxy, open_dbus_connection

PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


def main(how: str) -> None:
    """Serve until the bus ends."""
    bus = open_dbus_connection(bus="SESSION")
    Proxy(message_bus, bus).RequestName("org.freedesktop.portal.Desktop")
    print("ready", flush=True)
    while True:
        message = bus.receive()
        fields = {field.name: value for field, value in message.header.fields.items()}
        if message.header.message_type is not MessageType.method_call:
            continue
        if fields["interface"] != SHORTCUTS or how == "has-none":
            bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
            continue
        options = message.body[-1]
        sender = fields["sender"].lstrip(":").replace(".", "_")
        request = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
        bus.send(new_method_return(message, "o", (request,)))
        answer = DBusAddress(request, interface="org.freedesktop.portal.Request")
        session = f"{PATH}/session/{sender}/one"
        if fields["member"] == "CreateSession":
            results: dict[str, object] = {"session_handle": ("s", session)}
            bus.send(new_signal(answer, "Response", "ua{sv}", (0, results)))
            continue
        asked = message.body[1]
        print(asked[0][1]["preferred_trigger"][1], flush=True)
        given = asked if how == "gives" else []
        results = {"shortcuts": ("a(sa{sv})", given)}
        bus.send(new_signal(answer, "Response", "ua{sv}", (int(how == "cancels"), results)))
        if how == "gives":
            pressed = DBusAddress(PATH, interface=SHORTCUTS)
            told = (session, asked[0][0], 1, {})
            bus.send(new_signal(pressed, "Activated", "osta{sv}", told))


if __name__ == "__main__":
    main(sys.argv[1])
