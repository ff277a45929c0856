import { COUNTRY, COVER, FABRIC, HARD, kilograms, leaf, litres, millilitres, names, PAGES, watts, YEARS } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const PUBLISHERS = ['Северный ветер', 'Inkwell', 'Бумажный кит', 'Lantern Press', 'Четвёртая полка', 'Marginalia', 'Дом слова', 'Quill & Co']
const BEAUTY_BRANDS = ['Florans', 'Чистая линия севера', 'Lumiere', 'Botanica', 'Сибирский кедр', 'Aqualis', 'Velvet', 'Берёза']
const TOOL_BRANDS = ['Hartmann', 'Уралмастер', 'Ironbit', 'Werkzeug', 'Кузня', 'Torque', 'Steelman', 'Садовод']
const THEMES = ['Silent River', 'Winter Garden', 'Last Harbour', 'Paper City', 'Red Kite', 'Far Station', 'Salt Road', 'Blue Hour', 'Iron Bridge', 'Glass Island']
const SCENTS = ['Rose', 'Aloe', 'Cedar', 'Honey', 'Mint', 'Lavender', 'Sea', 'Almond', 'Citrus', 'Vanilla']
const FORCES = ['Power', 'Expert', 'Profi', 'Force', 'Turbo', 'Garage', 'Craft', 'Titan', 'Worker', 'Smart']

const book = { brands: PUBLISHERS, models: THEMES, hasColor: false, attributes: { pages: PAGES, cover: COVER, year: YEARS } }
const care = { brands: BEAUTY_BRANDS, models: SCENTS, hasColor: false }
const tool = { brands: TOOL_BRANDS, models: FORCES }

export const books: Root = {
  slug: 'books',
  names: names('Books', 'Книги'),
  branches: [
    {
      slug: 'fiction',
      names: names('Fiction', 'Художественная литература'),
      leaves: [
        leaf('novels', names('Novels', 'Романы'), { ...book, price: [290, 2490], kinds: [['Novel', 'Роман', 'm'], ['Short stories', 'Сборник рассказов', 'm'], ['Poems', 'Сборник стихов', 'm']] }),
        leaf('science-fiction', names('Science fiction', 'Фантастика'), { ...book, price: [290, 1990], kinds: [['Science fiction novel', 'Фантастический роман', 'm'], ['Fantasy novel', 'Фэнтези', 'n']] }),
        leaf('detectives', names('Detective stories', 'Детективы'), { ...book, price: [290, 1790], kinds: [['Detective story', 'Детектив', 'm'], ['Thriller', 'Триллер', 'm']] }),
      ],
    },
    {
      slug: 'non-fiction',
      names: names('Non-fiction', 'Нехудожественная литература'),
      leaves: [
        leaf('history-books', names('History', 'История'), { ...book, price: [390, 3990], kinds: [['History of the world', 'Всемирная история', 'f'], ['Biography', 'Биография', 'f']] }),
        leaf('textbooks', names('Textbooks', 'Учебники'), { ...book, price: [290, 4990], kinds: [['Programming textbook', 'Учебник программирования', 'm'], ['English textbook', 'Учебник английского', 'm'], ['Cook book', 'Кулинарная книга', 'f']] }),
      ],
    },
    {
      slug: 'childrens-books',
      names: names("Children's books", 'Детские книги'),
      leaves: [
        leaf('fairy-tales', names('Fairy tales', 'Сказки'), { ...book, price: [190, 1990], kinds: [['Fairy tales', 'Сказки', 'p'], ['Picture book', 'Книжка с картинками', 'f']] }),
        leaf('colouring-books', names('Colouring books', 'Раскраски'), { ...book, price: [90, 790], kinds: [['Colouring book', 'Раскраска', 'f'], ['Activity book', 'Книга заданий', 'f']] }),
      ],
    },
  ],
}

export const beauty: Root = {
  slug: 'beauty',
  names: names('Beauty', 'Красота'),
  branches: [
    {
      slug: 'skin-care',
      names: names('Skin care', 'Уход за кожей'),
      leaves: [
        leaf('creams', names('Creams', 'Кремы'), { ...care, price: [190, 5990], attributes: { volume: millilitres(30, 50, 75, 100), country: COUNTRY }, kinds: [['Face cream', 'Крем для лица', 'm'], ['Hand cream', 'Крем для рук', 'm'], ['Serum', 'Сыворотка', 'f']] }),
        leaf('soaps', names('Soap and shower', 'Мыло и душ'), { ...care, price: [90, 1490], attributes: { volume: millilitres(100, 250, 400), country: COUNTRY }, kinds: [['Soap', 'Мыло', 'n'], ['Shower gel', 'Гель для душа', 'm'], ['Scrub', 'Скраб', 'm']] }),
      ],
    },
    {
      slug: 'hair-care',
      names: names('Hair care', 'Уход за волосами'),
      leaves: [
        leaf('shampoos', names('Shampoos', 'Шампуни'), { ...care, price: [190, 2990], attributes: { volume: millilitres(200, 250, 400, 500) }, kinds: [['Shampoo', 'Шампунь', 'm'], ['Hair mask', 'Маска для волос', 'f'], ['Conditioner', 'Бальзам для волос', 'm']] }),
        leaf('hair-dryers', names('Hair dryers', 'Фены'), { ...care, hasColor: true, price: [990, 29990], attributes: { power: watts(1200, 1600, 2000, 2200) }, kinds: [['Hair dryer', 'Фен', 'm'], ['Hair straightener', 'Выпрямитель для волос', 'm'], ['Curling iron', 'Плойка', 'f']] }),
      ],
    },
  ],
}

export const tools: Root = {
  slug: 'tools',
  names: names('Tools and garden', 'Инструменты и сад'),
  branches: [
    {
      slug: 'power-tools',
      names: names('Power tools', 'Электроинструменты'),
      leaves: [
        leaf('drills', names('Drills', 'Дрели и шуруповёрты'), { ...tool, price: [1990, 34990], attributes: { power: watts(400, 650, 850, 1100), weight: kilograms(1.2, 1.8, 2.4) }, kinds: [['Cordless screwdriver', 'Шуруповёрт аккумуляторный', 'm'], ['Impact drill', 'Дрель ударная', 'f'], ['Rotary hammer', 'Перфоратор', 'm']] }),
        leaf('saws', names('Saws and grinders', 'Пилы и шлифмашины'), { ...tool, price: [1990, 39990], attributes: { power: watts(800, 1200, 1600, 2000) }, kinds: [['Angle grinder', 'Болгарка', 'f'], ['Jigsaw', 'Лобзик электрический', 'm'], ['Circular saw', 'Пила циркулярная', 'f']] }),
      ],
    },
    {
      slug: 'hand-tools',
      names: names('Hand tools', 'Ручной инструмент'),
      leaves: [
        leaf('screwdrivers', names('Screwdrivers', 'Отвёртки'), { ...tool, price: [190, 4990], attributes: { material: HARD, country: COUNTRY }, kinds: [['Screwdriver set', 'Набор отвёрток', 'm'], ['Hammer', 'Молоток', 'm'], ['Pliers', 'Плоскогубцы', 'p']] }),
        leaf('toolboxes', names('Toolboxes', 'Ящики для инструментов'), { ...tool, price: [590, 9990], attributes: { material: HARD, volume: litres(8, 15, 25, 40) }, kinds: [['Toolbox', 'Ящик для инструментов', 'm'], ['Tool bag', 'Сумка для инструментов', 'f']] }),
      ],
    },
    {
      slug: 'garden',
      names: names('Garden', 'Сад'),
      leaves: [
        leaf('pruners', names('Garden tools', 'Садовый инструмент'), { ...tool, price: [290, 7990], attributes: { material: HARD, weight: kilograms(0.3, 0.8, 1.5) }, kinds: [['Pruner', 'Секатор', 'm'], ['Shovel', 'Лопата', 'f'], ['Rake', 'Грабли', 'p']] }),
        leaf('watering', names('Watering', 'Полив'), { ...tool, price: [290, 12990], attributes: { material: FABRIC, volume: litres(5, 8, 10) }, kinds: [['Watering can', 'Лейка', 'f'], ['Garden hose', 'Шланг садовый', 'm'], ['Sprayer', 'Опрыскиватель', 'm']] }),
      ],
    },
  ],
}
