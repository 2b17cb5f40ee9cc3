"""Judges Word, PowerPoint and HTML files by validators of other people; called by `.ci/office-check`."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

TOOLS = Path(os.environ["DEMARCHE_TOOLS"])
BIN = TOOLS / "venv/bin"
# What the rules of ooxml-integrity on the layout of slides say of text that it measures with other fonts is a guess.
GUESSES = ("PPT005", "PPT007")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def parts_of(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def own_check(path):
    """What none of the validators looks for: types without parts, and masters that are not listed."""
    parts = parts_of(path)
    types = parts["[Content_Types].xml"].decode()
    faults = []
    overrides = re.findall(r'PartName="/([^"]+)"', types)
    endings = set(re.findall(r'Extension="([^"]+)"', types))
    faults += [f"{name} has a type and is not there" for name in overrides if name not in parts]
    for name in parts:
        if name != "[Content_Types].xml" and name not in overrides and name.rsplit(".", 1)[-1] not in endings:
            faults.append(f"{name} has no type")
        if name.endswith(".xml") and name not in overrides and name != "[Content_Types].xml":
            faults.append(f"{name} has no type of its own")
    if "ppt/presentation.xml" in parts:
        listed = parts["ppt/presentation.xml"].decode()
        relations = parts["ppt/_rels/presentation.xml.rels"].decode()
        for relation in re.findall(r"<Relationship [^>]*>", relations):
            if not re.search(r'/(slideMaster|notesMaster|handoutMaster)"', relation):
                continue
            name = re.search(r' Id="([^"]+)"', relation).group(1)
            if f'r:id="{name}"' not in listed:
                faults.append(f"the master {name} is not listed")
    return faults


def judged(path):
    """What is wrong with a file of Office."""
    faults = own_check(path)
    code, said = run(TOOLS / "node_modules/.bin/ooxml-validate", path)
    last = said.strip().splitlines()[-1] if said.strip() else "nothing was said"
    # Its exit code is 0 with errors too.
    if code or last != "Found 0 errors":
        faults.append(f"ooxml-validate: {last}")
    code, said = run(BIN / "openxml-audit", "-q", path)
    if code:
        faults.append(f"openxml-audit: {said.strip()[:400]}")
    code, said = run(BIN / "ooxml-integrity", "check", "-q", path)
    found = [line for line in said.splitlines() if "[ERROR]" in line and not any(it in line for it in GUESSES)]
    faults += [f"ooxml-integrity: {line.strip()}" for line in found]
    if path.suffix == ".pptx":
        code, said = run(BIN / "python", "-c", READ_SLIDES, path)
        if code:
            faults.append(f"python-pptx: {said.strip().splitlines()[-1]}")
    return faults


READ_SLIDES = """
import sys
from pptx import Presentation
for slide in Presentation(sys.argv[1]).slides:
    assert slide.shapes.title is not None and slide.shapes.title.text.strip(), "a slide has no title"
    if slide.has_notes_slide:
        slide.notes_slide.notes_text_frame.text
"""


def changed(path, out, change):
    """A copy of a file with its parts changed."""
    parts = parts_of(path)
    change(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in parts.items():
            package.writestr(name, held)


def replaced(name, old, new, n=1):
    def change(parts):
        text = parts[name].decode()
        after = re.sub(old, new, text, count=n, flags=re.S)
        assert after != text, f"{old} is not in {name}"
        parts[name] = after.encode()

    return change


def gone(name):
    def change(parts):
        del parts[name]

    return change


DOCUMENT = "word/document.xml"
PLANTED = [
    ("docx", "properties out of order", replaced(DOCUMENT, r"<w:pPr><w:pStyle", "<w:pPr><w:keepNext/><w:pStyle")),
    ("docx", "a footnote without its part", gone("word/footnotes.xml")),
    ("docx", "an edit without author", replaced(DOCUMENT, r"(<w:r>.*?</w:r>)", r"<w:ins>\1</w:ins>")),
    ("docx", "a relation that leads nowhere", replaced(DOCUMENT, r"<w:headerReference [^>]*/>", '<w:headerReference w:type="default" r:id="rId999"/>')),
    ("pptx", "the same shape id twice", replaced("ppt/slides/slide2.xml", r'<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    ("pptx", "spPr before nvSpPr", replaced("ppt/slides/slide2.xml", r"(<p:nvSpPr>.*?</p:nvSpPr>)(<p:spPr.*?(?:/>|</p:spPr>))", r"\2\1")),
    ("pptx", "notes without their type", replaced("[Content_Types].xml", r'<Override PartName="/ppt/notesSlides/[^>]*/>', "")),
    ("pptx", "a theme with one fill", replaced("ppt/theme/theme1.xml", r"<a:fillStyleLst>.*?</a:fillStyleLst>", '<a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst>')),
    ("docx", "a type without a part", replaced("[Content_Types].xml", r"</Types>", '<Override PartName="/word/ghost.xml" ContentType="application/xml"/></Types>')),
    ("pptx", "a master of notes that is not listed", replaced("ppt/presentation.xml", r"<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", "")),
]

AXE = """
import fs from 'fs';
import puppeteer from 'puppeteer-core';
const [root, ...files] = process.argv.slice(2);
const axe = fs.readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8');
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
let found = 0;
for (const file of files) for (const value of ['light', 'dark']) {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
  await page.goto(`file://${file}`);
  await page.evaluate(axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const result = await page.evaluate((values) => axe.run(document, { runOnly: values }), tags);
  for (const violation of result.violations) {
    found += 1;
    console.log(`${file} (${value}): ${violation.id}: ${violation.nodes[0].html.slice(0, 200)}`);
  }
  await page.close();
}
await browser.close();
process.exit(found ? 1 : 0);
"""


def main():
    work = Path(sys.argv[1])
    files = sorted(it for it in work.iterdir() if it.suffix in (".docx", ".pptx"))
    n_faulty = 0
    for number, path in enumerate(files, 1):
        if number % 10 == 1:
            print(f"judging Office files {number} to {min(number + 9, len(files))} of {len(files)}")
        faults = judged(path)
        n_faulty += bool(faults)
        for fault in faults:
            print(f"{path.name}: {fault}")
    print(f"Office: {len(files)} files, {n_faulty} with faults")

    n_missed = 0
    for number, (ending, what, change) in enumerate(PLANTED, 1):
        planted = work / f"planted{number}.{ending}"
        changed(work / f"us-jobs-principal.{ending}", planted, change)
        faults = judged(planted)
        planted.unlink()
        n_missed += not faults
        print(f"planted: {what}: {faults[0][:120] if faults else 'NOT FOUND'}")
    print(f"planted: {len(PLANTED)} faults, {n_missed} not found")

    pages = sorted(work.glob("*.html"))
    n_bad = 0
    for name, command in [
        ("vnu", ["java", "-jar", TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar", "--errors-only", *pages]),
        ("html-validate", [TOOLS / "node_modules/.bin/html-validate", *pages]),
    ]:
        print(f"judging {len(pages)} pages with {name}")
        code, said = run(*command)
        n_bad += bool(code)
        print(f"{name}: {len(pages)} pages, {'faults' if code else 'clean'}")
        print(said[:4_000] if code else "", end="")
    print(f"judging {len(pages)} pages with axe")
    script = TOOLS / "axe.mjs"
    script.write_text(AXE)
    code, said = run("node", script, TOOLS, *pages)
    n_bad += bool(code)
    print(f"axe: {len(pages)} pages in light and dark, {'violations' if code else 'clean'}")
    print(said[:4_000] if code else "", end="")
    sys.exit(1 if n_faulty or n_missed or n_bad else 0)


main()
