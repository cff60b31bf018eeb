"""The copy of everything kept on the people of a household (GDPR art. 15), to be handed to them."""

from textwrap import wrap

from app.reports.access_words import DEEDS, RIGHTS, TERMS, purposes_of, standing_words
from app.reports.paper import BODY, COLUMN_TITLE, MUTED, STRONG, Column, Paper, Style
from app.reports.words import Words
from models.records.aid import AidLine
from models.records.household import CodeLine, MemberLine
from models.records.privacy import AccessCopy

_PIECE = 3000
_CELL_PIECE = 300
_MOST_LINES = 200


def access_copy_pdf(copy: AccessCopy, language: str = "it") -> bytes:
    """The copy as PDF, nothing of it cut."""
    words = Words(language)
    title = words.pick("Copia dei dati personali", "Copy of personal data")
    made = f"{words.pick('Consegnata il', 'Handed over on')} {words.day(copy.made_on)}"
    private = words.pick("Contiene dati personali riservati", "Contains confidential personal data")
    paper = Paper(title, copy.centre, f"{made} · {private}", words)
    paper.title(title)
    intro = words.pick(
        "È tutto quello che il centro conserva di questo nucleo familiare (art. 15 del Regolamento "
        "UE 2016/679). Si può chiedere di correggerlo o di cancellarlo.",
        "This is everything that the centre keeps on this household (art. 15 of Regulation (EU) "
        "2016/679). You may ask to have it corrected or erased.",
    )
    paper.sentence(intro, Style(BODY.font, 9.5, MUTED))
    _controller(paper, copy)
    _people(paper, copy)
    _home(paper, copy)
    _isee_and_needs(paper, copy)
    _aid(paper, copy)
    _elsewhere(paper, copy)
    _documents(paper, copy)
    _notes(paper, copy)
    _purposes(paper, copy)
    _recipients(paper, copy)
    _sources(paper, copy)
    _rights(paper, copy)
    return paper.finish()


def _controller(paper: Paper, copy: AccessCopy) -> None:
    words, terms = paper.words, copy.terms
    paper.heading(words.pick("Chi risponde dei dati", "Who answers for the data"))
    paper.space(6)
    for caption, text in (
        (words.pick("Titolare", "Controller"), terms.controller),
        (words.pick("Indirizzo", "Address"), terms.address),
        (words.pick("A chi chiedere", "Whom to ask"), terms.contact),
        (words.pick("Responsabile della protezione", "Data protection officer"), terms.officer),
    ):
        paper.labelled(caption, text)


def _people(paper: Paper, copy: AccessCopy) -> None:
    words = paper.words
    paper.heading(words.pick("Le persone", "The people"))
    for member in copy.file.everybody:
        paper.space(6)
        paper.room(60)
        paper.sentence(member.name, STRONG, lines=_MOST_LINES)
        for caption, text in _facts(words, member):
            _labelled(paper, caption, text)


def _facts(words: Words, member: MemberLine) -> list[tuple[str, str]]:
    left = words.day(member.left_on) if member.left_on else ""
    disabled = words.pick("sì", "yes") if member.is_disabled else ""
    return [
        (words.pick("Soprannome", "Nickname"), member.nickname),
        (words.pick("Relazione", "Relation"), words.code("relations", member.relation)),
        (words.pick("Sesso", "Sex"), member.sex),
        (words.pick("Nascita", "Born"), words.known(member.born)),
        (words.pick("Luogo di nascita", "Birth place"), member.birth_place),
        (words.pick("Cittadinanza", "Citizenship"), member.citizenship),
        (words.pick("Disabilità", "Disability"), disabled),
        *((words.code("code_kinds", code.kind), _code(words, code)) for code in member.codes),
        (words.pick("Non vive più qui dal", "Left on"), left),
        (words.pick("Note", "Notes"), member.notes),
    ]


def _code(words: Words, code: CodeLine) -> str:
    issued = f"{words.pick('dal', 'from')} {words.known(code.issued_on)}" if code.issued_on else ""
    until = f"{words.pick('fino al', 'until')} {words.known(code.expires_on)}"
    return " ".join(filter(None, (code.value, issued, until if code.expires_on else "")))


def _home(paper: Paper, copy: AccessCopy) -> None:
    words, file = paper.words, copy.file
    paper.heading(words.pick("Il nucleo", "The household"))
    paper.space(6)
    for caption, text in _file_facts(words, copy):
        paper.labelled(caption, text)
    for home in file.addresses:
        until = f"({words.pick('fino al', 'until')} {words.day(home.until)})" if home.until else ""
        text = " ".join(filter(None, (home.street, home.municipality, until)))
        paper.labelled(words.pick("Indirizzo", "Address"), text)
    for phone in file.phones:
        whose = f"({phone.whose})" if phone.whose else ""
        paper.labelled(words.pick("Telefono", "Telephone"), f"{phone.written} {whose}".strip())
    _labelled(paper, words.pick("Note", "Notes"), file.notes)


def _file_facts(words: Words, copy: AccessCopy) -> list[tuple[str, str]]:
    file = copy.file
    closed = words.day(file.closed_on) if file.closed_on else ""
    reason = words.code("closing_reasons", file.closing_reason)
    declared = [str(each) for each in (copy.declared_people, copy.declared_minors) if each]
    homeless = words.pick("sì", "yes") if file.is_homeless else ""
    return [
        (words.pick("Numero della scheda", "Number of the file"), file.number),
        (words.pick("Tessera", "Card"), file.card),
        (words.pick("Come li chiamiamo", "How we call them"), file.label),
        (words.pick("Scheda aperta il", "File opened on"), words.day(file.opened_on)),
        (words.pick("Scheda chiusa il", "File closed on"), f"{closed} {reason}".strip()),
        (words.pick("Dichiarati, di cui minori", "Declared, of them minors"), ", ".join(declared)),
        (words.pick("Senza dimora", "Homeless"), homeless),
    ]


def _isee_and_needs(paper: Paper, copy: AccessCopy) -> None:
    words, file = paper.words, copy.file
    names = _names(copy)
    if file.isee:
        paper.heading("ISEE")
        paper.space(6)
    for isee in file.isee:
        dsu = f"DSU {words.known(isee.dsu_on)}" if isee.dsu_on else ""
        until = f"{words.pick('fino al', 'until')} {words.known(isee.expires_on)}"
        told = " · ".join(filter(None, (words.euro(isee.cents), dsu, until)))
        paper.labelled(words.code("isee_kinds", isee.kind), told)
    if file.needs:
        paper.heading(words.pick("Bisogni", "Needs"))
        paper.space(6)
    for need in file.needs:
        since = f"{words.pick('dal', 'since')} {words.known(need.since)}" if need.since else ""
        until = f"{words.pick('al', 'until')} {words.day(need.until)}" if need.until else ""
        whose = names.get(need.member_id, "") if need.member_id else ""
        told = " · ".join(filter(None, (whose, since, until, need.notes)))
        _labelled(paper, words.code("needs", need.code), told or "—")


def _aid(paper: Paper, copy: AccessCopy) -> None:
    words = paper.words
    paper.heading(words.pick("Aiuti dati da questo centro", "Aid given by this centre"))
    if not copy.aid:
        paper.nothing(words.pick("Nessuno.", "None."))
    else:
        columns = (
            Column(words.pick("Giorno", "Day"), 0.16),
            Column(words.pick("Aiuto", "Aid"), 0.22, style=STRONG),
            Column(words.pick("Quanto", "How much"), 0.14, "right"),
            Column(words.pick("Ritirato da, motivo", "Collected by, reason"), 0.48, lines=30),
        )
        names = _names(copy)
        paper.table(columns, [_aid_row(words, line, copy, names) for line in copy.aid])
    for each in copy.refused:
        told = f"{words.short(each.on)} · {each.other_centre}"
        kind = words.code("aid_kinds", each.kind)
        paper.labelled(f"{words.pick('Non dato', 'Not given')}: {kind}", told)


def _aid_row(
    words: Words, line: AidLine, copy: AccessCopy, names: dict[object, str]
) -> tuple[str, ...]:
    amount = str(line.quantity) if line.cents is None else words.euro(line.cents)
    early = copy.early_reasons.get(line.aid_id, "")
    told = (names.get(line.member_id, ""), line.purpose, early)
    pieces = [piece for text in told for piece in wrap(text, _CELL_PIECE)]
    when = words.known(line.given_on)
    return when, words.code("aid_kinds", line.kind), amount, "\n".join(pieces)


def _elsewhere(paper: Paper, copy: AccessCopy) -> None:
    words, file = paper.words, copy.file
    if not file.elsewhere:
        return
    paper.heading(words.pick("Aiuti dati da altri centri", "Aid given by other centres"))
    columns = (
        Column(words.pick("Giorno", "Day"), 0.16),
        Column(words.pick("Aiuto", "Aid"), 0.22, style=STRONG),
        Column(words.pick("Quanto", "How much"), 0.14, "right"),
        Column(words.pick("Centro", "Centre"), 0.48),
    )
    rows = [
        (
            words.known(line.given_on),
            words.code("aid_kinds", line.kind),
            str(line.quantity) if line.cents is None else words.euro(line.cents),
            line.centre if line.is_certain else f"{line.centre} (?)",
        )
        for line in file.elsewhere
    ]
    paper.table(columns, rows)


def _documents(paper: Paper, copy: AccessCopy) -> None:
    words = paper.words
    if not copy.documents:
        return
    paper.heading(words.pick("Documenti conservati", "Documents kept"))
    paper.space(6)
    for line in copy.documents:
        expires = ""
        if line.expires_on is not None:
            expires = f"{words.pick('fino al', 'until')} {words.day(line.expires_on)}"
        reserved = words.pick("riservato", "reserved") if line.is_reserved else ""
        added = f"{words.pick('dal', 'since')} {words.short(line.added_at.astimezone().date())}"
        told = " · ".join(filter(None, (line.name, reserved, added, expires)))
        paper.labelled(words.code("document_kinds", line.kind), told)


def _notes(paper: Paper, copy: AccessCopy) -> None:
    words = paper.words
    if not copy.notes and not copy.withheld_notes:
        return
    paper.heading(words.pick("Note riservate", "Reserved notes"))
    paper.space(6)
    for note in copy.notes:
        _labelled(paper, words.short(note.written_at.astimezone().date()), note.text)
    if copy.withheld_notes:
        there_are = words.pick(
            "Ci sono note riservate che non stanno in questa copia: le dà chi può leggerle.",
            "There are reserved notes not in this copy: who may read them hands them over.",
        )
        paper.sentence(there_are)


def _purposes(paper: Paper, copy: AccessCopy) -> None:
    words = paper.words
    paper.heading(words.pick("Perché li teniamo", "Why we keep them"))
    paper.space(6)
    for purpose, why in purposes_of(words):
        paper.labelled(words.code("purposes", purpose), why)
    for consent in copy.file.consents:
        given = f"{words.pick('dato', 'given')} {words.known(consent.given_on)}".strip()
        ended = ""
        if consent.withdrawn_on is not None:
            ended = f"{words.pick('ritirato il', 'withdrawn on')} {words.day(consent.withdrawn_on)}"
        name = words.code("purposes", consent.purpose)
        told = " · ".join(filter(None, (name, given, ended, consent.notes)))
        _labelled(paper, words.pick("Consenso", "Consent"), told)


def _recipients(paper: Paper, copy: AccessCopy) -> None:
    words, file = paper.words, copy.file
    paper.heading(words.pick("Chi li riceve", "Who receives them"))
    paper.space(6)
    register = words.pick("Registro della rete", "The network's register")
    paper.labelled(register, standing_words(words, copy.standing))
    centres = ", ".join(file.also_at) or words.pick("nessuno conosciuto", "none known")
    paper.labelled(words.pick("Altri centri che vi seguono", "Other centres you go to"), centres)


def _sources(paper: Paper, copy: AccessCopy) -> None:
    words = paper.words
    paper.heading(words.pick("Da dove vengono, chi li ha guardati", "Sources and consultations"))
    paper.space(6)
    said = words.pick("dalle persone stesse, allo sportello", "from the people, at the desk")
    paper.labelled(words.pick("Raccolti", "Collected"), said)
    for batch in copy.brought_in:
        told = f"{batch.file_name} · {words.short(batch.on)}"
        paper.labelled(words.pick("Presi da un elenco", "Taken from a list"), told)
    for deed, name in DEEDS.items():
        days = [
            words.short(each.on) + (f" ({each.times})" if each.times > 1 else "")
            for each in copy.consultations
            if each.deed == deed
        ]
        _labelled(paper, words.pick(*name), ", ".join(days))


def _rights(paper: Paper, copy: AccessCopy) -> None:
    words, terms = paper.words, copy.terms
    paper.heading(words.pick("Per quanto tempo, e con quali diritti", "How long, and your rights"))
    paper.space(6)
    for italian, english in (*TERMS, *RIGHTS):
        text = words.pick(italian, english).format(
            months=terms.months_after_aid, closed=terms.months_after_closing
        )
        paper.sentence(text, lines=_MOST_LINES)
        paper.space(3)


def _names(copy: AccessCopy) -> dict[object, str]:
    return {line.member_id: line.name for line in copy.file.everybody}


def _labelled(paper: Paper, caption: str, text: str) -> None:
    """A caption and its text, however long: what does not fit beside it stands below it."""
    if len(text) <= _CELL_PIECE:
        paper.labelled(caption, text)
        return
    paper.space(4)
    paper.sentence(caption, COLUMN_TITLE)
    for line in text.splitlines():
        for piece in wrap(line, _PIECE):
            paper.sentence(piece, lines=_MOST_LINES)
    paper.space(4)
