import { centimetres, COUNTRY, FABRIC, kilograms, leaf, litres, names } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const KIDS_BRANDS = ['Pimpo', 'Карапуз', 'Funkel', 'Bambolina', 'Играриум', 'Toyka', 'Мишутка', 'Kinderwald']
const PLAYS = ['Star', 'Happy', 'Junior', 'Rainbow', 'Adventure', 'City', 'Safari', 'Space', 'Ocean', 'Forest']
const play = { brands: KIDS_BRANDS, models: PLAYS }
const AGE: [string, string][] = [
  ['3+', '3+'],
  ['6+', '6+'],
  ['8+', '8+'],
  ['12+', '12+'],
]

export const kids: Root = {
  slug: 'kids',
  names: names('Kids', 'Детям'),
  branches: [
    {
      slug: 'toys',
      names: names('Toys', 'Игрушки'),
      leaves: [
        leaf('construction-sets', names('Construction sets', 'Конструкторы'), {
          ...play,
          hasColor: false,
          price: [490, 14990],
          attributes: { age: AGE, parts: ['120', '240', '480', '860'].map((n) => [n, n] as [string, string]) },
          kinds: [
            ['Construction set', 'Конструктор', 'm'],
            ['Railway', 'Железная дорога', 'f'],
            ['Puzzle', 'Пазл', 'm'],
          ],
        }),
        leaf('board-games', names('Board games', 'Настольные игры'), {
          ...play,
          hasColor: false,
          price: [390, 7990],
          attributes: {
            age: AGE,
            players: [
              ['2–4', '2–4'],
              ['2–6', '2–6'],
              ['3–8', '3–8'],
            ],
          },
          kinds: [
            ['Board game', 'Настольная игра', 'f'],
            ['Card game', 'Карточная игра', 'f'],
            ['Quiz', 'Викторина', 'f'],
          ],
        }),
        leaf('dolls', names('Dolls and soft toys', 'Куклы и мягкие игрушки'), {
          ...play,
          price: [390, 6990],
          attributes: { age: AGE, height: centimetres(20, 30, 40, 60) },
          kinds: [
            ['Doll', 'Кукла', 'f'],
            ['Teddy bear', 'Медведь плюшевый', 'm'],
            ['Plush rabbit', 'Заяц плюшевый', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'baby',
      names: names('Baby', 'Малышам'),
      leaves: [
        leaf('strollers', names('Strollers', 'Коляски'), {
          ...play,
          price: [6990, 79990],
          attributes: { weight: kilograms(6, 8, 11, 14) },
          kinds: [
            ['Stroller', 'Коляска прогулочная', 'f'],
            ['Pram', 'Коляска-люлька', 'f'],
          ],
        }),
        leaf('car-seats', names('Car seats', 'Автокресла'), {
          ...play,
          price: [4990, 44990],
          attributes: { weight: kilograms(4, 6, 9), age: AGE },
          kinds: [
            ['Car seat', 'Автокресло', 'n'],
            ['High chair', 'Стульчик для кормления', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'school',
      names: names('School', 'Школа'),
      leaves: [
        leaf('stationery', names('Stationery', 'Канцелярия'), {
          ...play,
          price: [90, 2990],
          attributes: { country: COUNTRY },
          kinds: [
            ['Pencil case', 'Пенал', 'm'],
            ['Notebook', 'Тетрадь', 'f'],
            ['Colour pencils', 'Карандаши цветные', 'p'],
          ],
        }),
        leaf('school-bags', names('School bags', 'Ранцы'), {
          ...play,
          price: [1490, 9990],
          attributes: { volume: litres(12, 16, 20), material: FABRIC },
          kinds: [
            ['School bag', 'Ранец школьный', 'm'],
            ['Shoe bag', 'Мешок для обуви', 'm'],
          ],
        }),
      ],
    },
  ],
}
