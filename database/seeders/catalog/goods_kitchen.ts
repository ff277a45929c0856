import { COUNTRY, HARD, leaf, litres, names, watts } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const KITCHEN_BRANDS = ['Bergholm', 'Теплов', 'Cucina', 'Kaffa', 'Haushalt', 'Polaris Home', 'Мастер вкуса', 'Redwood']
const HOUSEHOLD = ['Home', 'Gusto', 'Chef', 'Deluxe', 'Compact', 'Retro', 'Family', 'Optima', 'Solo', 'Grand']
const kitchenware = { brands: KITCHEN_BRANDS, models: HOUSEHOLD }

export const kitchen: Root = {
  slug: 'kitchen',
  names: names('Kitchen', 'Кухня'),
  branches: [
    {
      slug: 'coffee-and-tea',
      names: names('Coffee and tea', 'Кофе и чай'),
      leaves: [
        leaf('coffee-makers', names('Coffee makers', 'Кофеварки'), {
          ...kitchenware,
          price: [2490, 79990],
          attributes: { power: watts(650, 850, 1050, 1450), volume: litres(0.6, 1, 1.2, 1.8) },
          kinds: [
            ['Drip coffee maker', 'Кофеварка капельная', 'f'],
            ['Espresso machine', 'Кофемашина рожковая', 'f'],
            ['Coffee grinder', 'Кофемолка', 'f'],
            ['Moka pot', 'Кофеварка гейзерная', 'f'],
          ],
        }),
        leaf('kettles', names('Kettles', 'Чайники'), {
          ...kitchenware,
          price: [990, 12990],
          attributes: { power: watts(1500, 2000, 2200), volume: litres(1, 1.5, 1.7, 2), material: HARD },
          kinds: [
            ['Electric kettle', 'Чайник электрический', 'm'],
            ['Glass kettle', 'Чайник стеклянный', 'm'],
            ['Thermo pot', 'Термопот', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'cookware',
      names: names('Cookware', 'Посуда'),
      leaves: [
        leaf('pans', names('Pans and pots', 'Сковороды и кастрюли'), {
          ...kitchenware,
          price: [790, 11990],
          attributes: {
            material: HARD,
            diameter: [
              ['20 cm', '20 см'],
              ['24 cm', '24 см'],
              ['28 cm', '28 см'],
            ],
          },
          kinds: [
            ['Frying pan', 'Сковорода', 'f'],
            ['Saucepan', 'Кастрюля', 'f'],
            ['Wok', 'Сковорода вок', 'f'],
          ],
        }),
        leaf('knives', names('Knives', 'Ножи'), {
          ...kitchenware,
          price: [390, 9990],
          attributes: {
            material: [
              ['steel', 'сталь'],
              ['ceramic', 'керамика'],
            ],
            country: COUNTRY,
          },
          kinds: [
            ["Chef's knife", 'Нож поварской', 'm'],
            ['Knife set', 'Набор ножей', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'small-appliances',
      names: names('Small appliances', 'Мелкая техника'),
      leaves: [
        leaf('blenders', names('Blenders', 'Блендеры'), {
          ...kitchenware,
          price: [1490, 24990],
          attributes: { power: watts(300, 600, 1000, 1500), volume: litres(0.6, 1.5, 2) },
          kinds: [
            ['Hand blender', 'Блендер погружной', 'm'],
            ['Jug blender', 'Блендер стационарный', 'm'],
            ['Mixer', 'Миксер', 'm'],
          ],
        }),
        leaf('multicookers', names('Multicookers', 'Мультиварки'), {
          ...kitchenware,
          price: [2990, 19990],
          attributes: { power: watts(700, 860, 1000), volume: litres(3, 4, 5, 6) },
          kinds: [
            ['Multicooker', 'Мультиварка', 'f'],
            ['Pressure cooker', 'Скороварка', 'f'],
            ['Toaster', 'Тостер', 'm'],
          ],
        }),
      ],
    },
  ],
}
