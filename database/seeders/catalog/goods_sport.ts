import { FABRIC, kilograms, leaf, litres, names, SEASON, WEAR_SIZES } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const SPORT_BRANDS = ['Vertex', 'Таёжник', 'Kodiak', 'Ridgeline', 'Стартёр', 'Alpina Sport', 'Volta', 'Northpeak']
const PEAKS = ['Elbrus', 'Altai', 'Baikal', 'Everest', 'Ural', 'Tour', 'Active', 'Team', 'Explorer', 'Base']
const gear = { brands: SPORT_BRANDS, models: PEAKS }

export const sport: Root = {
  slug: 'sport',
  names: names('Sport', 'Спорт'),
  branches: [
    {
      slug: 'cycling',
      names: names('Cycling', 'Велоспорт'),
      leaves: [
        leaf('bicycles', names('Bicycles', 'Велосипеды'), {
          ...gear,
          price: [14990, 159990],
          attributes: {
            wheel: [
              ['26"', '26"'],
              ['27.5"', '27,5"'],
              ['29"', '29"'],
            ],
            material: [
              ['steel', 'сталь'],
              ['aluminium', 'алюминий'],
              ['carbon', 'карбон'],
            ],
          },
          kinds: [
            ['Mountain bike', 'Велосипед горный', 'm'],
            ['City bike', 'Велосипед городской', 'm'],
            ['Road bike', 'Велосипед шоссейный', 'm'],
          ],
        }),
        leaf('helmets', names('Helmets', 'Шлемы'), {
          ...gear,
          price: [990, 14990],
          sizes: ['S', 'M', 'L'],
          attributes: { weight: kilograms(0.25, 0.3, 0.35) },
          kinds: [
            ['Bike helmet', 'Шлем велосипедный', 'm'],
            ['Ski helmet', 'Шлем горнолыжный', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'fitness',
      names: names('Fitness', 'Фитнес'),
      leaves: [
        leaf('dumbbells', names('Weights', 'Гантели и гири'), {
          ...gear,
          price: [490, 14990],
          attributes: { weight: kilograms(2, 4, 8, 12, 16, 24) },
          kinds: [
            ['Dumbbell', 'Гантель', 'f'],
            ['Kettlebell', 'Гиря', 'f'],
            ['Dumbbell set', 'Набор гантелей', 'm'],
          ],
        }),
        leaf('yoga-mats', names('Yoga', 'Йога'), {
          ...gear,
          price: [590, 5990],
          attributes: {
            material: [
              ['rubber', 'каучук'],
              ['TPE', 'ТПЭ'],
              ['cork', 'пробка'],
            ],
          },
          kinds: [
            ['Yoga mat', 'Коврик для йоги', 'm'],
            ['Yoga block', 'Блок для йоги', 'm'],
          ],
        }),
        leaf('sportswear', names('Sportswear', 'Спортивная одежда'), {
          ...gear,
          price: [990, 9990],
          sizes: WEAR_SIZES,
          attributes: { material: FABRIC, season: SEASON },
          kinds: [
            ['Tracksuit', 'Костюм спортивный', 'm'],
            ['Leggings', 'Леггинсы', 'p'],
            ['Thermal underwear', 'Термобельё', 'n'],
          ],
        }),
      ],
    },
    {
      slug: 'camping',
      names: names('Camping', 'Туризм'),
      leaves: [
        leaf('tents', names('Tents', 'Палатки'), {
          ...gear,
          price: [3990, 69990],
          attributes: {
            places: [
              ['1', '1'],
              ['2', '2'],
              ['3', '3'],
              ['4', '4'],
            ],
            season: SEASON,
          },
          kinds: [
            ['Hiking tent', 'Палатка туристическая', 'f'],
            ['Camping tent', 'Палатка кемпинговая', 'f'],
            ['Sleeping bag', 'Спальный мешок', 'm'],
          ],
        }),
        leaf('thermoses', names('Thermoses', 'Термосы'), {
          ...gear,
          price: [590, 6990],
          attributes: { volume: litres(0.35, 0.5, 0.75, 1, 1.2) },
          kinds: [
            ['Thermos', 'Термос', 'm'],
            ['Travel mug', 'Термокружка', 'f'],
            ['Water bottle', 'Бутылка для воды', 'f'],
          ],
        }),
      ],
    },
  ],
}
