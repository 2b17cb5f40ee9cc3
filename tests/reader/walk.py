"""Walks through the window as a reader of the screen does: by AT-SPI and the keyboard, without a picture of it.

walk.py PROGRAM BRIEF HANDOUT TALK

It takes a session bus of its own, a display and a keyboard for it:

    dbus-run-session -- /usr/bin/python3 tests/reader/walk.py target/debug/demarche long.md handout.pdf briefs/us-jobs.md

BRIEF is a long text that is read whole and typed into; TALK a brief with facts and sections. What is exported goes to
HANDOUT. Each step is said in a line; the first that fails ends the walk with a word on what was heard instead.
"""

import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# What never comes fails the walk; a machine with other work does not.
PATIENCE_S = 180
BEGUN = time.monotonic()


def say(words):
    print(f"{time.monotonic() - BEGUN:6.1f} s  {words}", flush=True)


def expect(holds, words):
    if not holds:
        raise SystemExit(f"FAILED: {words}")


def wait_for(what, look):
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE_S:
        listen(0.0)
        try:
            found = look()
        except GLib.Error:
            # What was looked at is gone: the window has gone on meanwhile.
            found = None
        if found:
            return found
        time.sleep(0.03)
    raise SystemExit(f"FAILED: {what} did not come; heard last: {HEARD[-5:]}")


HEARD = []


def listen(seconds):
    """Lets events arrive; those that are spoken are kept."""
    context = GLib.MainContext.default()
    end = time.monotonic() + seconds
    while True:
        while context.iteration(False):
            pass
        if time.monotonic() >= end:
            return
        time.sleep(0.01)


def hear(event):
    words = event.any_data if isinstance(event.any_data, str) else ""
    HEARD.append((event.type, words))


def is_announced(part):
    return any(kind.startswith("object:announcement") and part in words for kind, words in HEARD)


def children(node):
    for idx in range(node.get_child_count()):
        child = node.get_child_at_index(idx)
        if child is not None:
            yield child


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


class Program:
    """The running program and what it tells of itself."""

    def __init__(self, program, brief):
        # Nothing that asks for a file may come from elsewhere: the program asks for the path itself.
        environment = dict(os.environ, PATH="/nowhere")
        self.process = subprocess.Popen([program, brief], env=environment)
        self.root = wait_for("the program", self.look)
        self.root.set_cache_mask(Atspi.Cache.NONE)
        wait_for("its window", lambda: any(node.get_role_name() == "frame" for node in walk(self.root)))

    def look(self):
        expect(self.process.poll() is None, "the program ended")
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for application in children(desktop):
            if application.get_process_id() == self.process.pid:
                return application
        return None

    def end(self):
        self.process.kill()
        self.process.wait()

    def now(self, role, name, part=False):
        """What has a role and a name, if it is there already."""
        for node in walk(self.root):
            said = node.get_name() or ""
            if node.get_role_name() == role and (name in said if part else said == name):
                return node
        return None

    def find(self, role, name, part=False):
        return wait_for(f"{role} {name!r}", lambda: self.now(role, name, part))

    def press(self, role, name):
        def is_pressed():
            node = self.now(role, name)
            return node is not None and node.get_n_actions() == 1 and node.do_action(0)

        wait_for(f"{role} {name!r}, to be pressed,", is_pressed)

    def go_to(self, at):
        """Puts the caret into the text, and waits until the keyboard writes there."""
        editor = self.editor()
        expect(Atspi.Component.grab_focus(editor), "the text does not take the keyboard")
        # Before the window has the keyboard of the display, keys would go nowhere.
        wait_for("the keyboard in the text", lambda: has_keyboard(editor))
        expect(Atspi.Text.set_caret_offset(editor, at), "the caret cannot be set")
        wait_for("the caret", lambda: Atspi.Text.get_caret_offset(editor) == at)

    def editor(self):
        return self.find("entry", "Text of the brief")

    def judge(self, where):
        """Everything that can be pressed or typed into has a name, a role and a state."""
        told = wait_for(where, lambda: [told_of(node) for node in walk(self.root)])
        n_controls = 0
        for role, name, words, states in told:
            said = f"{role} {name!r} in {where}"
            is_private = any("\ue000" <= c <= "\uf8ff" for c in name + words)
            expect(not is_private, f"a letter of the font of signs is told: {said}")
            if Atspi.StateType.FOCUSABLE in states:
                n_controls += 1
                expect(name, f"nameless: {said}")
                expect(role not in ("unknown", "invalid", ""), f"without a role: {said}")
                expect(Atspi.StateType.VISIBLE in states, f"without a state: {said}")
        expect(n_controls >= 3, f"{n_controls} controls in {where}")
        say(f"{where}: {n_controls} controls have name, role and state")


def told_of(node):
    """Role, name, words and states of a node."""
    role = node.get_role_name()
    has_words = role != "entry" and "Text" in node.get_interfaces()
    words = Atspi.Text.get_text(node, 0, -1) if has_words else ""
    return role, (node.get_name() or "").strip(), words, node.get_state_set().get_states()


def has_keyboard(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def text_of(editor):
    return Atspi.Text.get_text(editor, 0, Atspi.Text.get_character_count(editor))


def type_words(words):
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "40", words], check=True)


def press_key(*keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def read_by_line(editor):
    """The whole text, line after line, as reading with the down key does."""
    lines, offset, n_chars = [], 0, Atspi.Text.get_character_count(editor)
    while offset < n_chars:
        line = Atspi.Text.get_string_at_offset(editor, offset, Atspi.TextGranularity.LINE)
        is_next = line.start_offset == offset and line.end_offset > offset
        expect(is_next, f"the line at {offset} is {line.content!r}")
        lines.append(line.content)
        offset = line.end_offset
    return lines


def read_long_text(program, brief):
    with open(brief, encoding="utf-8", newline="") as file:
        text = file.read()
    editor = program.editor()
    begun = time.monotonic()
    expect(wait_for("the text", lambda: text_of(editor)) == text, "the text that is told is not that of the file")
    taken_ms = (time.monotonic() - begun) * 1000
    say(f"the whole text is read: {len(text.encode()) // 1000} KB in {taken_ms:.0f} ms")
    begun = time.monotonic()
    lines = read_by_line(editor)
    expect("".join(lines) == text, "the lines are not the text")
    taken_ms = (time.monotonic() - begun) * 1000 / len(lines)
    say(f"and line by line: {len(lines)} lines, {taken_ms:.1f} ms each")
    at = text.index("Point 30 ") + len("Point ")
    word = Atspi.Text.get_string_at_offset(editor, at, Atspi.TextGranularity.WORD)
    expect(word.content.strip() == "30", f"the word is {word.content!r}")
    letter = Atspi.Text.get_string_at_offset(editor, at, Atspi.TextGranularity.CHAR)
    expect(letter.content == "3", f"the letter is {letter.content!r}")


def type_into_long_text(program, brief):
    """After each word, text and caret are what was typed."""
    editor = program.editor()
    before = text_of(editor)
    at = before.index("Point 30 ")
    program.go_to(at)
    typed = ""
    slowest_ms = 0.0
    for word in ["heard ", "while ", "typing ", "this "]:
        type_words(word)
        begun = time.monotonic()
        typed += word
        expected = before[:at] + typed + before[at:]
        wait_for("the word", lambda: Atspi.Text.get_caret_offset(editor) == at + len(typed))
        expect(text_of(editor) == expected, f"after {word!r} the text is another")
        slowest_ms = max(slowest_ms, (time.monotonic() - begun) * 1000)
    say(f"typed into it: text and caret are right after each word, within {slowest_ms:.0f} ms")
    wait_for("word of what is typed", lambda: any(kind.startswith("object:text-changed:insert") for kind, _ in HEARD))
    line = Atspi.Text.get_string_at_offset(editor, at, Atspi.TextGranularity.LINE)
    expect(line.content.startswith("- heard while typing this Point 30 "), f"the line is {line.content!r}")
    for key, moved in [("Left", -1), ("Down", None), ("Up", None), ("Home", None)]:
        caret = Atspi.Text.get_caret_offset(editor)
        press_key(key)
        wait_for(key, lambda: Atspi.Text.get_caret_offset(editor) != caret)
        now = Atspi.Text.get_caret_offset(editor)
        expect(moved is None or now == caret + moved, f"{key} goes from {caret} to {now}")
    start = before.rindex("\n", 0, at) + 1
    expect(Atspi.Text.get_caret_offset(editor) == start, "the caret is at the start of the line")
    press_key("ctrl+s")
    expected = before[:at] + typed + before[at:]

    def is_saved():
        with open(brief, encoding="utf-8", newline="") as file:
            return file.read() == expected

    wait_for("the file", is_saved)
    say("and saved as it was heard")


def cite_figure(program):
    """By the panel, and by the list that opens while a citation is typed."""
    editor = program.editor()
    heading = "## Background"
    at = text_of(editor).index(heading) + len(heading) + 2
    program.go_to(at)
    n_before = text_of(editor).count("(fact:")
    program.press("push button", "Fact…")
    program.judge("the fact book")
    field = program.find("entry", "Search the fact book")
    wait_for("the keyboard in the field", lambda: has_keyboard(field))
    type_words("battery")
    program.press("push button", "Insert $13.9 billion")
    wait_for("the citation", lambda: text_of(program.editor()).count("(fact:") == n_before + 1)
    cited = "[$13.9 billion](fact:autos.toyota.nc.battery.investment)"
    expect(cited in text_of(program.editor()), "the figure is cited with its key")
    say("a figure is cited from the fact book")
    HEARD.clear()
    n_typed = text_of(program.editor()).count("(fact:autos.us.")
    type_words(" [](fact:autos.us")
    wait_for("the list of what may follow", lambda: is_announced("autos.us"))
    n_heard = len(HEARD)
    press_key("Down")
    wait_for("the next choice", lambda: any("2 of " in words for _, words in HEARD[n_heard:]))
    press_key("Return")
    wait_for("the citation", lambda: text_of(program.editor()).count("(fact:autos.us.") == n_typed + 1)
    say("and one while typing, from a list that is said aloud")


def export_handout(program, path):
    program.press("push button", "Export…")
    dialog = program.find("dialog", "Export")
    expect(dialog.get_state_set().contains(Atspi.StateType.MODAL), "the dialog is not told to be one")
    program.judge("the export")
    for name in ["Counterpart", "Handout", "PDF"]:
        program.press("radio button", name)
    handout = program.find("radio button", "Handout")
    wait_for("the choice", lambda: handout.get_state_set().contains(Atspi.StateType.CHECKED))
    program.press("push button", "Write the file…")
    field = program.find("entry", "Path")
    program.judge("the path")
    expect(Atspi.EditableText.set_text_contents(field, path), "the path cannot be said")
    wait_for("the path", lambda: text_of(field) == path)
    HEARD.clear()
    program.press("push button", "OK")
    wait_for("the file", lambda: os.path.exists(path))
    wait_for("a word about it", lambda: is_announced(os.path.basename(path)))
    with open(path, "rb") as file:
        expect(file.read(5) == b"%PDF-", "the file is no PDF")
    say("a handout is exported, and that it is written is said aloud")


def give_talk(program):
    program.press("menu item", "Talk")
    program.press("menu item", "Console without slides")
    slide = program.find("image", "The slide: ", part=True)
    expect("Japanese automakers" in slide.get_name(), f"the slide is {slide.get_name()!r}")
    program.judge("the talk")
    HEARD.clear()
    press_key("Next")
    wait_for("the second slide", lambda: is_announced("Slide 2 of"))
    program.find("image", "an American employer", part=True)
    say("a talk is opened, its slides are read, each step is said aloud")


def main(program, brief, path, talk):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    wanted = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", wanted, None, 0, -1, None
    )
    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    for kind in ["object:announcement", "object:text-changed", "object:text-caret-moved"]:
        listener.register(kind)
    running = Program(program, brief)
    try:
        running.judge("the window")
        read_long_text(running, brief)
        type_into_long_text(running, brief)
    finally:
        running.end()
    running = Program(program, talk)
    try:
        wait_for("the pages", lambda: running.find("heading", "Japanese automakers are an American employer"))
        cite_figure(running)
        export_handout(running, path)
        give_talk(running)
    finally:
        running.end()
    say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
