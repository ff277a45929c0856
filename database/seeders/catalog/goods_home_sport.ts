import { centimetres, COUNTRY, FABRIC, HARD, kilograms, leaf, litres, names, SEASON, watts, WEAR_SIZES, WOOD } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const HOME_BRANDS = ['Skogen', 'Уютов', 'Hemma', 'Casaluna', 'Лесной дом', 'Mobelia', 'Brightside', 'Ткацкий двор']
const SPORT_BRANDS = ['Vertex', 'Таёжник', 'Kodiak', 'Ridgeline', 'Стартёр', 'Alpina Sport', 'Volta', 'Northpeak']
const KIDS_BRANDS = ['Pimpo', 'Карапуз', 'Funkel', 'Bambolina', 'Играриум', 'Toyka', 'Мишутка', 'Kinderwald']
const ROOMS = ['Oslo', 'Bergen', 'Malmo', 'Riva', 'Luna', 'Nida', 'Turku', 'Verona', 'Visby', 'Tula']
const PEAKS = ['Elbrus', 'Altai', 'Baikal', 'Everest', 'Ural', 'Tour', 'Active', 'Team', 'Explorer', 'Base']
const PLAYS = ['Star', 'Happy', 'Junior', 'Rainbow', 'Adventure', 'City', 'Safari', 'Space', 'Ocean', 'Forest']

const homeware = { brands: HOME_BRANDS, models: ROOMS }
const gear = { brands: SPORT_BRANDS, models: PEAKS }
const play = { brands: KIDS_BRANDS, models: PLAYS }
const AGE: [string, string][] = [['3+', '3+'], ['6+', '6+'], ['8+', '8+'], ['12+', '12+']]

export const home: Root = {
  slug: 'home',
  names: names('Home', 'Дом'),
  branches: [
    {
      slug: 'furniture',
      names: names('Furniture', 'Мебель'),
      leaves: [
        leaf('chairs', names('Chairs', 'Стулья и кресла'), { ...homeware, price: [1990, 39990], attributes: { material: WOOD, country: COUNTRY }, kinds: [['Dining chair', 'Стул обеденный', 'm'], ['Office chair', 'Кресло офисное', 'n'], ['Armchair', 'Кресло мягкое', 'n']] }),
        leaf('desks', names('Desks and tables', 'Столы'), { ...homeware, price: [3990, 59990], attributes: { material: WOOD, width: centimetres(80, 100, 120, 140, 160) }, kinds: [['Writing desk', 'Стол письменный', 'm'], ['Coffee table', 'Стол журнальный', 'm'], ['Dining table', 'Стол обеденный', 'm']] }),
      ],
    },
    {
      slug: 'lighting',
      names: names('Lighting', 'Освещение'),
      leaves: [
        leaf('desk-lamps', names('Lamps', 'Лампы'), { ...homeware, price: [690, 14990], attributes: { power: watts(5, 9, 12, 20), material: HARD }, kinds: [['Desk lamp', 'Лампа настольная', 'f'], ['Floor lamp', 'Торшер', 'm'], ['Night light', 'Ночник', 'm']] }),
        leaf('chandeliers', names('Chandeliers', 'Люстры'), { ...homeware, price: [1990, 49990], attributes: { power: watts(24, 40, 60), material: HARD }, kinds: [['Pendant lamp', 'Светильник подвесной', 'm'], ['Chandelier', 'Люстра потолочная', 'f']] }),
      ],
    },
    {
      slug: 'textiles',
      names: names('Textiles', 'Текстиль'),
      leaves: [
        leaf('blankets', names('Blankets and pillows', 'Одеяла и подушки'), { ...homeware, price: [690, 12990], attributes: { material: FABRIC, season: SEASON }, kinds: [['Blanket', 'Одеяло', 'n'], ['Throw', 'Плед', 'm'], ['Pillow', 'Подушка', 'f']] }),
        leaf('towels', names('Towels and linen', 'Полотенца и бельё'), { ...homeware, price: [290, 8990], attributes: { material: FABRIC, country: COUNTRY }, kinds: [['Bath towel', 'Полотенце банное', 'n'], ['Bed linen set', 'Комплект постельного белья', 'm'], ['Curtain', 'Штора', 'f']] }),
      ],
    },
  ],
}

export const sport: Root = {
  slug: 'sport',
  names: names('Sport', 'Спорт'),
  branches: [
    {
      slug: 'cycling',
      names: names('Cycling', 'Велоспорт'),
      leaves: [
        leaf('bicycles', names('Bicycles', 'Велосипеды'), { ...gear, price: [14990, 159990], attributes: { wheel: [['26"', '26"'], ['27.5"', '27,5"'], ['29"', '29"']], material: [['steel', 'сталь'], ['aluminium', 'алюминий'], ['carbon', 'карбон']] }, kinds: [['Mountain bike', 'Велосипед горный', 'm'], ['City bike', 'Велосипед городской', 'm'], ['Road bike', 'Велосипед шоссейный', 'm']] }),
        leaf('helmets', names('Helmets', 'Шлемы'), { ...gear, price: [990, 14990], sizes: ['S', 'M', 'L'], attributes: { weight: kilograms(0.25, 0.3, 0.35) }, kinds: [['Bike helmet', 'Шлем велосипедный', 'm'], ['Ski helmet', 'Шлем горнолыжный', 'm']] }),
      ],
    },
    {
      slug: 'fitness',
      names: names('Fitness', 'Фитнес'),
      leaves: [
        leaf('dumbbells', names('Weights', 'Гантели и гири'), { ...gear, price: [490, 14990], attributes: { weight: kilograms(2, 4, 8, 12, 16, 24) }, kinds: [['Dumbbell', 'Гантель', 'f'], ['Kettlebell', 'Гиря', 'f'], ['Dumbbell set', 'Набор гантелей', 'm']] }),
        leaf('yoga-mats', names('Yoga', 'Йога'), { ...gear, price: [590, 5990], attributes: { material: [['rubber', 'каучук'], ['TPE', 'ТПЭ'], ['cork', 'пробка']] }, kinds: [['Yoga mat', 'Коврик для йоги', 'm'], ['Yoga block', 'Блок для йоги', 'm']] }),
        leaf('sportswear', names('Sportswear', 'Спортивная одежда'), { ...gear, price: [990, 9990], sizes: WEAR_SIZES, attributes: { material: FABRIC, season: SEASON }, kinds: [['Tracksuit', 'Костюм спортивный', 'm'], ['Leggings', 'Леггинсы', 'p'], ['Thermal underwear', 'Термобельё', 'n']] }),
      ],
    },
    {
      slug: 'camping',
      names: names('Camping', 'Туризм'),
      leaves: [
        leaf('tents', names('Tents', 'Палатки'), { ...gear, price: [3990, 69990], attributes: { places: [['1', '1'], ['2', '2'], ['3', '3'], ['4', '4']], season: SEASON }, kinds: [['Hiking tent', 'Палатка туристическая', 'f'], ['Camping tent', 'Палатка кемпинговая', 'f'], ['Sleeping bag', 'Спальный мешок', 'm']] }),
        leaf('thermoses', names('Thermoses', 'Термосы'), { ...gear, price: [590, 6990], attributes: { volume: litres(0.35, 0.5, 0.75, 1, 1.2) }, kinds: [['Thermos', 'Термос', 'm'], ['Travel mug', 'Термокружка', 'f'], ['Water bottle', 'Бутылка для воды', 'f']] }),
      ],
    },
  ],
}

export const kids: Root = {
  slug: 'kids',
  names: names('Kids', 'Детям'),
  branches: [
    {
      slug: 'toys',
      names: names('Toys', 'Игрушки'),
      leaves: [
        leaf('construction-sets', names('Construction sets', 'Конструкторы'), { ...play, hasColor: false, price: [490, 14990], attributes: { age: AGE, parts: ['120', '240', '480', '860'].map((n) => [n, n] as [string, string]) }, kinds: [['Construction set', 'Конструктор', 'm'], ['Railway', 'Железная дорога', 'f'], ['Puzzle', 'Пазл', 'm']] }),
        leaf('board-games', names('Board games', 'Настольные игры'), { ...play, hasColor: false, price: [390, 7990], attributes: { age: AGE, players: [['2–4', '2–4'], ['2–6', '2–6'], ['3–8', '3–8']] }, kinds: [['Board game', 'Настольная игра', 'f'], ['Card game', 'Карточная игра', 'f'], ['Quiz', 'Викторина', 'f']] }),
        leaf('dolls', names('Dolls and soft toys', 'Куклы и мягкие игрушки'), { ...play, price: [390, 6990], attributes: { age: AGE, height: centimetres(20, 30, 40, 60) }, kinds: [['Doll', 'Кукла', 'f'], ['Teddy bear', 'Медведь плюшевый', 'm'], ['Plush rabbit', 'Заяц плюшевый', 'm']] }),
      ],
    },
    {
      slug: 'baby',
      names: names('Baby', 'Малышам'),
      leaves: [
        leaf('strollers', names('Strollers', 'Коляски'), { ...play, price: [6990, 79990], attributes: { weight: kilograms(6, 8, 11, 14) }, kinds: [['Stroller', 'Коляска прогулочная', 'f'], ['Pram', 'Коляска-люлька', 'f']] }),
        leaf('car-seats', names('Car seats', 'Автокресла'), { ...play, price: [4990, 44990], attributes: { weight: kilograms(4, 6, 9), age: AGE }, kinds: [['Car seat', 'Автокресло', 'n'], ['High chair', 'Стульчик для кормления', 'm']] }),
      ],
    },
    {
      slug: 'school',
      names: names('School', 'Школа'),
      leaves: [
        leaf('stationery', names('Stationery', 'Канцелярия'), { ...play, price: [90, 2990], attributes: { country: COUNTRY }, kinds: [['Pencil case', 'Пенал', 'm'], ['Notebook', 'Тетрадь', 'f'], ['Colour pencils', 'Карандаши цветные', 'p']] }),
        leaf('school-bags', names('School bags', 'Ранцы'), { ...play, price: [1490, 9990], attributes: { volume: litres(12, 16, 20), material: FABRIC }, kinds: [['School bag', 'Ранец школьный', 'm'], ['Shoe bag', 'Мешок для обуви', 'm']] }),
      ],
    },
  ],
}
