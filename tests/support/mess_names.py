"""Invented people's names, by community, with the spellings that different hands give them.

Variants of one name are joined by "/"; the first is the usual one.
"""

from typing import NamedTuple


class Community(NamedTuple):
    """Names of one community: `share` of all households, places as (Belfiore code, weight)."""

    share: int
    places: tuple[tuple[str, int], ...]
    surnames: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    second_name: float
    second_surname: float


def _community(
    share: int,
    places: str,
    surnames: str,
    men: str,
    women: str,
    seconds: tuple[float, float] = (0.0, 0.0),
) -> Community:
    split = tuple(place.split(":") for place in places.split())
    return Community(
        share,
        tuple((code, int(weight)) for code, weight in split),
        tuple(surnames.split(";")),
        tuple(men.split(";")),
        tuple(women.split(";")),
        *seconds,
    )


COMMUNITIES = (
    _community(
        36,
        "F205:3 C707:5 I690:2 F704:1 H224:2 F839:2 G273:2 D643:1 A662:1 E506:1 D086:1 A089:1 "
        "H703:1",
        "Rossi;Russo;Ferrari;Esposito;Bianchi;Romano;Colombo;Ricci;Marino;Greco;Bruno;Gallo;Conti;"
        "De Luca/Deluca;Mancini;Costa;Giordano;Rizzo;Lombardi;Moretti;Barbieri;Fontana;Santoro;"
        "Mariani;Rinaldi;Caruso;Ferrara;Galli;Martini;Leone;D'Angelo/D Angelo/Dangelo;Longo;"
        "Gentile;Martinelli;Vitale;Lombardo;Serra;Coppola;De Santis/Desantis;D'Amico/Damico;"
        "Villa;Brambilla;Sala;Riva;Colnaghi;Lo Presti/Lopresti;Dell'Acqua/Dellacqua;Di Maio/Dimaio",
        "Giuseppe;Antonio;Giovanni;Francesco;Mario;Luigi;Vincenzo;Salvatore;Roberto;Paolo;Marco;"
        "Angelo;Nicolò/Nicolo;Pasquale;Domenico;Carlo;Stefano;Michele;Raffaele;Davide;Luca;Matteo;"
        "Pietro/Piero;Alessandro;Gaetano;Rocco;Ciro;Gennaro;Simone;Emanuele",
        "Maria;Anna;Giuseppina;Rosa;Angela;Giovanna;Teresa;Lucia;Carmela;Caterina;Francesca;"
        "Anna Maria/Annamaria;Antonietta;Carla;Elena;Concetta;Rita;Margherita;Franca;Paola;"
        "Maria Angela/Mariangela;Laura;Patrizia;Silvia;Chiara;Federica;Sara;Immacolata;Valentina",
        (0.12, 0),
    ),
    _community(
        14,
        "Z336:1",
        "Ibrahim;Hassan/Hasan;Ahmed/Ahmad;Ali/Aly;Mahmoud/Mahmud;Mohamed/Mohammed/Muhammad;"
        "Abdelaziz/Abdel Aziz/Abdulaziz;El Sayed/Elsayed/Al Sayed;Youssef/Yousef/Yussef;Gerges;"
        "Girgis/Guirguis;Farag/Faraj;Shehata/Shahata;Soliman/Suliman;Saleh/Salih;Gaber/Jaber;"
        "El Masry/Elmasry/Al Masri;Khalil/Kalil;Awad/Awwad;Tawfik/Tawfiq;Botros/Boutros;"
        "Attia/Atiya;"
        "Abdelrahman/Abdel Rahman/Abdurrahman;Ramadan;Fathy/Fathi;Mansour/Mansur;Zaki/Zaky",
        "Mohamed/Mohammed/Muhammad/Mohamad;Ahmed/Ahmad;Mahmoud/Mahmud;Mostafa/Mustafa;"
        "Ibrahim/Ebrahim;Hassan/Hasan;Hussein/Husein/Hossein;Ali/Aly;Omar/Omer;Khaled/Kaled;"
        "Youssef/Yousef/Yussef;Mina;Girgis/Guirguis;Sameh/Samih;Tarek/Tariq;Karim/Kareem;"
        "Ayman/Aiman;Waleed/Walid;Amr;Ramy/Rami;Said/Saeed/Sayed;Abdallah/Abdullah",
        "Fatma/Fatima;Mona/Muna;Samira;Hanan;Heba/Hiba;Eman/Iman;Aya/Aia;Nour/Nur;Marwa;Dina;"
        "Rania/Ranya;Shaimaa/Shaima;Asmaa/Asma;Mariam/Maryam;Amal;Nadia;Zeinab/Zainab;"
        "Yasmin/Yasmine",
    ),
    _community(
        12,
        "Z330:1",
        "El Idrissi/Elidrissi/Idrissi;Alaoui/Alawi;Benali/Ben Ali;Bennani/Benani;El "
        "Amrani/Elamrani;"
        "Chraibi/Shraibi;Tazi/Tasi;Mansouri/El Mansouri/Mansuri;Haddad/Hadad;Naciri/Nasiri;"
        "Lahlou/Lahlu;Berrada/Berada;Fassi/El Fassi;Ouazzani/Wazzani;Rami;Zyani/Ziani;Cherkaoui;"
        "Kabbaj/Kabaj;Ait Lahcen;El Khattabi/Elkhattabi/El Kattabi;Bouazza/Buazza;Jabri/Djabri",
        "Mohamed/Mohammed;Rachid/Rashid;Hassan/Hasan;Said/Saïd;Mustapha/Mostafa;"
        "Abdelkader/Abdel Kader;"
        "Brahim/Ibrahim;Hicham/Hisham;Youssef/Yusuf;Khalid/Kalid;Omar/Oumar;Aziz;Driss/Idriss;"
        "Hamid/Hamide;Nabil;Karim;Jamal/Giamal;Abdelhak/Abdelhaq;Redouane/Ridwan",
        "Fatima/Fatma;Khadija/Hadija;Aicha/Aisha;Naima;Rachida/Rashida;Malika;Latifa;Samira;"
        "Hanane/Hanan;Karima;Zahra/Zohra;Saida;Nadia;Loubna/Lubna;Fatima Zahra/Fatimazahra;Hayat",
    ),
    _community(
        10,
        "Z129:1",
        "Popescu;Ionescu;Popa;Radu;Dumitru;Stan;Stoica;Gheorghe;Marin;Tudor;Chiriac/Kiriac;Dobre;"
        "Iordache/Jordache;Munteanu;Rusu;Lungu;Cojocaru;Ciobanu;Moldoveanu;Văcaru/Vacaru;"
        "Șerban/Serban",
        "Ion/Jon;Gheorghe/George;Vasile;Constantin/Costantin;Nicolae;Florin;Marian;Mihai;Adrian;"
        "Cristian/Christian;Daniel;Alexandru;Ștefan/Stefan;Ionuț/Ionut;Cătălin/Catalin",
        "Maria;Elena;Ioana/Joana;Ana;Mihaela;Cristina/Christina;Gabriela;Daniela;Florentina;"
        "Andreea/Andrea;Simona;Nicoleta;Alina;Lăcrămioara/Lacramioara;Georgeta;Mariana",
        (0.15, 0),
    ),
    _community(
        7,
        "Z138:1",
        "Shevchenko/Shevcenko/Schevchenko;Kovalenko/Covalenko;Bondarenko;Tkachenko/Tkacenko;"
        "Kravchenko/Kravcenko;Polishchuk/Polischuk;Savchuk/Savciuk;Boiko/Boyko;Lysenko/Lisenko;"
        "Melnyk/Melnik;Oliinyk/Oliynyk;Kozak/Cozac;Rudenko;Moroz",
        "Oleksandr/Olexandr/Aleksandr;Andrii/Andriy/Andrey;Mykola/Nikola;Ivan;Vasyl/Vasil;"
        "Yurii/Yuriy/Iurii;Petro;Volodymyr/Vladimir;Serhii/Sergiy/Sergii",
        "Oksana/Oxana;Svitlana/Svetlana;Nataliia/Nataliya/Natalia;Olena/Elena;Iryna/Irina;"
        "Halyna/Galina;Tetiana/Tetyana/Tatiana;Mariia/Mariya/Maria;Yuliia/Julia;Liudmyla/Ludmila",
    ),
    _community(
        7,
        "Z100:1",
        "Hoxha/Hodja;Prifti;Shehu/Scehu;Dervishi/Dervisci;Çela/Cela;Kurti;Leka;Gjoka/Gioka;"
        "Marku;Ndreu;Hysa/Hisa;Duka;Gjini/Gini;Zeneli;Xhafa/Giafa;Bardhi/Bardi",
        "Artan;Agron;Besnik;Ilir;Arben;Fatos;Gëzim/Gezim;Luan;Sokol;Edmond;Altin;Dritan;"
        "Gjergj/Giergi",
        "Mimoza;Elira;Drita;Vjollca/Viollca;Valbona;Arta;Lindita;Entela;Shpresa/Spresa;"
        "Majlinda/Mailinda",
    ),
    _community(
        6,
        "Z611:3 Z605:3 Z506:2",
        "Quispe;Flores;Rodríguez/Rodriguez;Sánchez/Sanchez;García/Garcia;López/Lopez;Cedeño/Cedeno;"
        "Mamani;Huamán/Huaman;Castillo;Mendoza;Zambrano;Rojas;Vega;Ramos;Chávez/Chavez/Chaves",
        "José/Jose;Luis/Luiz;Carlos;Juan;Miguel;Jorge;Víctor/Victor;Franklin;Wilson/Vilson;"
        "Ángel/Angel",
        "María/Maria;Rosa;Carmen;Ana;Luz;Jessica/Yessica;Gladys/Gladis;Milagros;Flor;Sonia;"
        "Karina/Carina",
        (0.3, 0.6),
    ),
    _community(
        4,
        "Z209:1",
        "Perera/Pereira;Fernando;Silva/De Silva;Warnakulasuriya/Warnakulasurya;Appuhamy/Appuhami;"
        "Jayasinghe/Jayasingha;Gamage;Kumara;Hettiarachchi/Hettiarachi;Bandara;"
        "Wijesinghe/Vijesinghe",
        "Nuwan/Nuvan;Chaminda/Ciaminda;Sunil;Ruwan/Ruvan;Prasanna;Asanka;Lasantha/Lasanta;Indika",
        "Shiromi/Sciromi;Nadeesha/Nadisha;Malani/Malini;Sandya/Sandhya;Dilrukshi;Ramani;"
        "Kumari/Cumari",
        (0.2, 0),
    ),
    _community(
        2,
        "Z216:1",
        "Dela Cruz/De la Cruz/Delacruz;Santos;Reyes;Bautista;Villanueva;Panganiban;Ilagan;Macaraeg",
        "Jayson/Jason;Rodel;Reynaldo/Rinaldo;Christopher/Cristopher;Jomar;Ferdinand;Arnel",
        "Maricel;Jocelyn/Joselyn;Cherry Ann/Cherryann;Gemma;Analyn;Rowena/Rovena;Mary "
        "Grace/Marygrace",
        (0.2, 0),
    ),
    _community(
        2,
        "Z210:1",
        "Wang;Li;Zhang/Chang;Chen;Hu;Zhou;Lin;Ye;Jin;Xu;Wu;Huang",
        "Wei;Xiaoming/Xiao Ming;Jun;Weijie/Wei Jie;Lei;Guoqiang/Guo Qiang;Jianhua/Jian Hua",
        "Xiuying/Xiu Ying;Li;Meiling/Mei Ling;Yan;Lihua/Li Hua;Xia;Juan;Jingjing/Jing Jing",
    ),
)
