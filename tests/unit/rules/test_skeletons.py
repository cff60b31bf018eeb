import pytest

from models.rules.skeletons import skeleton

ITALIAN = "acqua aqua, nicolo niccolo, giuseppe guiseppe, cristina christina, pasquale pascuale"
EGYPTIAN = """
    mohamed muhammad mohammed moamed, mahmoud mahmud, khaled kaled khalid, masry elmasry almasri,
    abdelrahman abdurrahman, youssef yusuf yousef, farag faraj, gamal jamal djamal giamal,
    ragab rajab, magdy majdi, nagwa najwa, girgis guirguis gerges, jihan gihan jehan, tarek tariq,
    shaimaa chaimaa sciaimaa, sherif cherif scerif, mustafa mostafa mustapha, gaber jaber djaber,
    tawfik tawfiq toufik, said saeed, boutros botros, awad awwad, shehata shahata
"""
MOROCCAN = """
    chraibi shraibi, ouazzani wazzani, alaoui alawi, redouane ridwan, oualid walid, naciri nasiri,
    aicha aisha, rachid rashid rascid, khadija khadidja khadiga, abdelkader abdelqader,
    lahlou lahlu, hicham hisham, bennani benani, marwa maroua, souad suad
"""
ROMANIAN = """
    stefan stephan, iordache jordache, ioana joana, ion jon,
    gheorghe georghe, cozma kozma, alexandru aleksandru
"""
ALBANIAN = """
    hoxha hodja, gjini gini, gjoka gioka, xhafa giafa djafa, bardhi bardi, vjollca viollca,
    shpresa spresa, cela tsela, hysa hisa, majlinda mailinda, haxhiu hadjiu, shehu scehu
"""
UKRAINIAN = """
    shevchenko shevcenko schevchenko, polishchuk polischuk polisciuk, kovalenko covalenko,
    halyna galina, oleh oleg, serhii sergiy sergii, bohdan bogdan, ihor igor, olha olga,
    hryhorii grigory, yevhen evgen, yurii yuriy iurii, oksana oxana, volodymyr vladimir,
    kravchuk kravciuk, kozak cozac, mariia mariya maria, nataliia natalija nataliya
"""
PERUVIAN = """
    huaman guaman waman, chavez chaves, quispe kispe, rodriguez rodrigues, nunez nugnez,
    jessica yessica, yaneth janeth, cedeno cedenio, wilson vilson
"""
SINHALESE = """
    wijesinghe vijesinghe, nuwan nuvan, lasantha lasanta, sandhya sandya, perera pereira,
    wickramasinghe vikramasinghe, gunawardena gunavardena, chaminda ciaminda,
    hettiarachchi hettiarachi, nadeesha nadisha
"""
FILIPINO = "christopher cristopher, rowena rovena, reynaldo reinaldo, jocelyn joselyn"
CHINESE = "xu su, xiaoming siaoming, zhang chang zang, zhou chou, xiuying siuying"
COMMUNITIES = {
    "Italian": ITALIAN,
    "Egyptian": EGYPTIAN,
    "Moroccan": MOROCCAN,
    "Romanian": ROMANIAN,
    "Albanian": ALBANIAN,
    "Ukrainian": UKRAINIAN,
    "Peruvian": PERUVIAN,
    "Sinhalese": SINHALESE,
    "Filipino": FILIPINO,
    "Chinese": CHINESE,
}


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(group.split(), id=f"{community}: {group.split()[0]}")
        for community, groups in COMMUNITIES.items()
        for group in groups.split(",")
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: list[str]) -> None:
    assert {skeleton(name) for name in spellings} == {skeleton(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohamed", "mahmoud"),
        ("marco", "maria"),
        ("rossi", "bianchi"),
        ("khaled", "kamal"),
        ("jamal", "kamal"),
        ("saleh", "salma"),
        ("salah", "salman"),
        ("radu", "rusu"),
        ("popa", "popescu"),
        ("hoxha", "hasa"),
        ("savchuk", "savchenko"),
        ("shevchenko", "shevchuk"),
        ("olena", "olha"),
        ("quispe", "quiroz"),
        ("chavez", "charles"),
        ("perera", "pieris"),
        ("silva", "salas"),
        ("wei", "ye"),
        ("li", "lu"),
        ("wang", "huang"),
        ("zhou", "zhao"),
        ("ali", "eli"),
        ("ana", "ines"),
        ("maya", "mayra"),
        ("sonja", "sanga"),
        ("jaime", "game"),
    ],
)
def test_other_names_have_another_skeleton(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)
