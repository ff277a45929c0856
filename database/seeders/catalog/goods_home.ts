import { centimetres, COUNTRY, FABRIC, HARD, leaf, names, SEASON, watts, WOOD } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const HOME_BRANDS = ['Skogen', 'Уютов', 'Hemma', 'Casaluna', 'Лесной дом', 'Mobelia', 'Brightside', 'Ткацкий двор']
const ROOMS = ['Oslo', 'Bergen', 'Malmo', 'Riva', 'Luna', 'Nida', 'Turku', 'Verona', 'Visby', 'Tula']
const homeware = { brands: HOME_BRANDS, models: ROOMS }

export const home: Root = {
  slug: 'home',
  names: names('Home', 'Дом'),
  branches: [
    {
      slug: 'furniture',
      names: names('Furniture', 'Мебель'),
      leaves: [
        leaf('chairs', names('Chairs', 'Стулья и кресла'), {
          ...homeware,
          price: [1990, 39990],
          attributes: { material: WOOD, country: COUNTRY },
          kinds: [
            ['Dining chair', 'Стул обеденный', 'm'],
            ['Office chair', 'Кресло офисное', 'n'],
            ['Armchair', 'Кресло мягкое', 'n'],
          ],
        }),
        leaf('desks', names('Desks and tables', 'Столы'), {
          ...homeware,
          price: [3990, 59990],
          attributes: { material: WOOD, width: centimetres(80, 100, 120, 140, 160) },
          kinds: [
            ['Writing desk', 'Стол письменный', 'm'],
            ['Coffee table', 'Стол журнальный', 'm'],
            ['Dining table', 'Стол обеденный', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'lighting',
      names: names('Lighting', 'Освещение'),
      leaves: [
        leaf('desk-lamps', names('Lamps', 'Лампы'), {
          ...homeware,
          price: [690, 14990],
          attributes: { power: watts(5, 9, 12, 20), material: HARD },
          kinds: [
            ['Desk lamp', 'Лампа настольная', 'f'],
            ['Floor lamp', 'Торшер', 'm'],
            ['Night light', 'Ночник', 'm'],
          ],
        }),
        leaf('chandeliers', names('Chandeliers', 'Люстры'), {
          ...homeware,
          price: [1990, 49990],
          attributes: { power: watts(24, 40, 60), material: HARD },
          kinds: [
            ['Pendant lamp', 'Светильник подвесной', 'm'],
            ['Chandelier', 'Люстра потолочная', 'f'],
          ],
        }),
      ],
    },
    {
      slug: 'textiles',
      names: names('Textiles', 'Текстиль'),
      leaves: [
        leaf('blankets', names('Blankets and pillows', 'Одеяла и подушки'), {
          ...homeware,
          price: [690, 12990],
          attributes: { material: FABRIC, season: SEASON },
          kinds: [
            ['Blanket', 'Одеяло', 'n'],
            ['Throw', 'Плед', 'm'],
            ['Pillow', 'Подушка', 'f'],
          ],
        }),
        leaf('towels', names('Towels and linen', 'Полотенца и бельё'), {
          ...homeware,
          price: [290, 8990],
          attributes: { material: FABRIC, country: COUNTRY },
          kinds: [
            ['Bath towel', 'Полотенце банное', 'n'],
            ['Bed linen set', 'Комплект постельного белья', 'm'],
            ['Curtain', 'Штора', 'f'],
          ],
        }),
      ],
    },
  ],
}
