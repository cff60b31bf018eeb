"""The household summary: one or two pages that say who, what is needed, and what was given."""

from datetime import date

from app.reports.aid_pages import draw_aid_elsewhere, draw_aid_here
from app.reports.paper import (
    ATTENTION,
    ATTENTION_SOFT,
    BODY,
    CAPTION,
    COLUMN,
    FIGURE,
    MARGIN,
    MUTED,
    OK,
    OK_SOFT,
    STRONG,
    Column,
    Paper,
    Style,
)
from app.reports.text import fitted, literal
from app.reports.words import Words
from models.records.aid import Eligibility
from models.records.household import HouseholdFile, MemberLine


def household_summary_pdf(
    file: HouseholdFile, centre: str, printed_on: date, language: str = "it"
) -> bytes:
    """The household's summary as PDF.

    Totals count the aid in `file.aid` given in the twelve months before `printed_on`.
    """
    words = Words(language)
    number = f"{words.pick('Nucleo', 'Household')} {file.number}".strip()
    printed = f"{words.pick('Stampato il', 'Printed on')} {words.day(printed_on)}"
    private = words.pick("Contiene dati personali riservati", "Contains confidential personal data")
    paper = Paper(
        title=f"{words.pick('Scheda del nucleo', 'Household summary')} {file.number}".strip(),
        heading=centre,
        footing=f"{printed} · {number} · {private}",
        words=words,
    )
    _who(paper, file)
    _figures(paper, file)
    _answer(paper, file.food)
    _members(paper, file)
    _reached(paper, file)
    _needs(paper, file)
    draw_aid_here(paper, file, printed_on)
    draw_aid_elsewhere(paper, file)
    _consents(paper, file)
    _expiries(paper, file, printed_on)
    _notes(paper, file)
    return paper.finish()


def _who(paper: Paper, file: HouseholdFile) -> None:
    words = paper.words
    paper.title(file.names or file.label)
    facts = [f"{words.pick('Nucleo', 'Household')} {file.number}" if file.number else ""]
    facts.append(f"{words.pick('tessera', 'card')} {file.card}" if file.card else "")
    facts.append(f"{words.pick('scheda aperta il', 'file opened on')} {words.day(file.opened_on)}")
    if file.closed_on is not None:
        facts.append(f"{words.pick('chiusa il', 'closed on')} {words.day(file.closed_on)}")
    paper.sentence(" · ".join(filter(None, facts)), Style(BODY.font, 9.5, MUTED), lines=2)


def _figures(paper: Paper, file: HouseholdFile) -> None:
    """Four figures side by side."""
    words, composition = paper.words, file.composition
    current = [isee for isee in file.isee if not isee.is_expired]
    boxes = (
        (str(composition.people), words.pick("persone", "people")),
        (str(composition.minors), words.pick("minori", "minors")),
        (words.code("typologies", composition.typology), words.pick("tipologia", "typology")),
        (
            words.euro(current[0].cents) if current else words.pick("non presente", "none"),
            words.pick("ISEE in corso", "current ISEE"),
        ),
    )
    shares = (0.13, 0.13, 0.42, 0.32)
    paper.space(12)
    paper.room(46)
    x = MARGIN
    for (figure, caption), share in zip(boxes, shares, strict=True):
        place = share * COLUMN
        paper.put(fitted(literal(figure), *FIGURE[:2], place - 10), x, paper.y + 18, FIGURE)
        paper.put(caption, x, paper.y + 32, CAPTION)
        x += place
    paper.space(44)


def _answer(paper: Paper, food: Eligibility) -> None:
    """Whether food can be given, in words, as the desk says it."""
    words = paper.words
    if food.is_due:
        text = words.pick("Può ritirare il pacco", "May collect the parcel")
        paper.band(f"{text}{_last(words, food)}", OK, OK_SOFT)
        return
    elsewhere = food.last_elsewhere is not None and (
        food.last_here is None or food.last_elsewhere.latest > food.last_here.latest
    )
    when = words.known(food.last_elsewhere if elsewhere else food.last_here)
    at = food.elsewhere_centre if elsewhere else words.pick("questo centro", "this centre")
    text = words.pick(f"Già ricevuto il {when} a {at}", f"Already received on {when} at {at}")
    if food.possible_from is not None:
        text += words.pick(": possibile dal ", ": possible from ") + words.short(food.possible_from)
    paper.band(text, ATTENTION, ATTENTION_SOFT)


def _last(words: Words, food: Eligibility) -> str:
    if food.last_here is None:
        return ""
    return f" · {words.pick('ultimo qui', 'last here')} {words.known(food.last_here)}"


def _members(paper: Paper, file: HouseholdFile) -> None:
    words = paper.words
    columns = (
        Column(words.pick("Nome", "Name"), 0.33, style=STRONG),
        Column(words.pick("Relazione", "Relation"), 0.14),
        Column(words.pick("Nascita", "Born"), 0.15),
        Column(words.pick("Età", "Age"), 0.07, "right"),
        Column(words.pick("Cittadinanza e codici", "Citizenship and codes"), 0.31, lines=1),
    )
    rows = [
        (
            _name(member),
            words.code("relations", member.relation),
            words.known(member.born),
            "" if member.age is None else str(member.age),
            _papers(words, member),
        )
        for member in file.members
    ]
    named, people = len(file.members), file.composition.people
    missing = words.count(people - named, ("senza nome", "senza nome"), ("unnamed", "unnamed"))
    paper.heading(words.pick("Componenti", "Members"), missing if people > named else "")
    paper.table(columns, rows)


def _name(member: MemberLine) -> str:
    name = member.name
    return f"{name} «{member.nickname}»" if member.nickname and member.nickname != name else name


def _papers(words: Words, member: MemberLine) -> str:
    codes = [
        code.value
        if code.kind == "codice_fiscale"
        else f"{words.code('code_kinds', code.kind)} {code.value}"
        for code in member.codes
    ]
    disabled = words.pick("con disabilità", "with a disability") if member.is_disabled else ""
    return "\n".join(filter(None, (member.citizenship, disabled, *codes)))


def _reached(paper: Paper, file: HouseholdFile) -> None:
    """Where the household lives and answers."""
    words = paper.words
    homes = [
        " · ".join(filter(None, (home.street, home.municipality)))
        for home in file.addresses
        if home.until is None
    ]
    if file.is_homeless:
        homes.insert(0, words.pick("senza dimora", "homeless"))
    phones = [
        f"{phone.written} ({phone.whose})" if phone.whose else phone.written
        for phone in file.phones
    ]
    if not homes and not phones:
        return
    paper.space(12)
    paper.labelled(words.pick("Indirizzo", "Address"), " — ".join(homes))
    paper.labelled(words.pick("Telefono", "Telephone"), ", ".join(phones))


def _needs(paper: Paper, file: HouseholdFile) -> None:
    words = paper.words
    open_needs = [need for need in file.needs if need.until is None]
    if not open_needs:
        return
    members = {member.member_id: _name(member) for member in file.members}
    paper.heading(words.pick("Bisogni aperti", "Open needs"), keep=20)
    paper.space(6)
    for need in open_needs:
        since = f"{words.pick('dal', 'since')} {words.known(need.since)}" if need.since else ""
        whose = members.get(need.member_id, "") if need.member_id else ""
        told = " · ".join(filter(None, (words.code("needs", need.code), whose, since, need.notes)))
        paper.sentence(f"•  {told}", lines=3)


def _consents(paper: Paper, file: HouseholdFile) -> None:
    words = paper.words
    paper.heading(words.pick("Consensi", "Consents"), keep=24)
    if not file.consents:
        paper.nothing(words.pick("Nessun consenso registrato.", "No consent recorded."))
        return
    paper.space(6)
    for consent in file.consents:
        given = words.known(consent.given_on)
        text = words.pick("firmato", "signed") + (f" {given}" if given else "")
        if consent.withdrawn_on is not None:
            withdrawn = words.short(consent.withdrawn_on)
            text = words.pick(f"revocato il {withdrawn}", f"withdrawn on {withdrawn}")
        paper.labelled(words.code("purposes", consent.purpose), text)


def _expiries(paper: Paper, file: HouseholdFile, today: date) -> None:
    words = paper.words
    found = [
        (isee.expires_on, f"ISEE {words.code('isee_kinds', isee.kind)} {words.euro(isee.cents)}")
        for isee in file.isee
    ] + [
        (code.expires_on, f"{words.code('code_kinds', code.kind)} · {_name(member)}")
        for member in file.members
        for code in member.codes
    ]
    dated = sorted((when.latest, what) for when, what in found if when is not None)
    if not dated:
        return
    paper.heading(words.pick("Scadenze", "Expiries"), keep=24)
    paper.space(6)
    for when, what in dated:
        past = words.pick("scaduto", "expired") if when < today else ""
        style = Style(BODY.font, 9.5, ATTENTION) if past else BODY
        paper.labelled(words.short(when), " · ".join(filter(None, (what, past))), style)


def _notes(paper: Paper, file: HouseholdFile) -> None:
    if file.notes.strip():
        paper.heading(paper.words.pick("Note", "Notes"), keep=20)
        paper.space(6)
        paper.sentence(file.notes, lines=8)
