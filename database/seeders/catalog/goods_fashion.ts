import { COUNTRY, FABRIC, HARD, leaf, LEATHER, litres, names, SEASON, SHOE_SIZES, WEAR_SIZES } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const SHOE_BRANDS = ['Nordvik', 'Tropa', 'Stridex', 'Velorun', 'Карелия', 'Alpenfuss', 'Marbella', 'Шаг']
const WEAR_BRANDS = ['Lindholm', 'Северянка', 'Urbano', 'Fjordwear', 'Мануфактура 12', 'Kestrel', 'Odense', 'Твёрдый знак']
const WALKS = ['Aero', 'Trail', 'Flow', 'Pulse', 'Summit', 'Sprint', 'Terra', 'Cloud', 'Vector', 'Ridge']
const WEARS = ['Classic', 'Urban', 'Nord', 'Basic', 'Heritage', 'Studio', 'Line', 'Comfort', 'Field', 'Weekend']
const shoe = { brands: SHOE_BRANDS, models: WALKS, sizes: SHOE_SIZES }
const wear = { brands: WEAR_BRANDS, models: WEARS, sizes: WEAR_SIZES }

export const fashion: Root = {
  slug: 'fashion',
  names: names('Clothes and shoes', 'Одежда и обувь'),
  branches: [
    {
      slug: 'shoes',
      names: names('Shoes', 'Обувь'),
      leaves: [
        leaf('sneakers', names('Sneakers', 'Кроссовки'), {
          ...shoe,
          price: [2990, 17990],
          attributes: { material: LEATHER, season: SEASON, country: COUNTRY },
          kinds: [
            ['Running shoes', 'Кроссовки беговые', 'p'],
            ['Walking shoes', 'Кроссовки для ходьбы', 'p'],
            ["Men's sneakers", 'Кроссовки мужские', 'p'],
            ["Women's sneakers", 'Кроссовки женские', 'p'],
          ],
        }),
        leaf('boots', names('Boots', 'Ботинки'), {
          ...shoe,
          price: [4990, 24990],
          attributes: { material: LEATHER, season: SEASON, country: COUNTRY },
          kinds: [
            ['Winter boots', 'Ботинки зимние', 'p'],
            ['Hiking boots', 'Ботинки треккинговые', 'p'],
            ['Chelsea boots', 'Челси', 'p'],
          ],
        }),
        leaf('sandals', names('Sandals', 'Сандалии'), {
          ...shoe,
          price: [1490, 7990],
          attributes: { material: LEATHER, country: COUNTRY },
          kinds: [
            ['Sandals', 'Сандалии', 'p'],
            ['Slippers', 'Тапочки домашние', 'p'],
            ['Flip-flops', 'Шлёпанцы', 'p'],
          ],
        }),
      ],
    },
    {
      slug: 'clothing',
      names: names('Clothing', 'Одежда'),
      leaves: [
        leaf('jackets', names('Jackets', 'Куртки'), {
          ...wear,
          price: [3990, 29990],
          attributes: { material: FABRIC, season: SEASON, country: COUNTRY },
          kinds: [
            ['Rain jacket', 'Куртка-дождевик', 'f'],
            ['Down jacket', 'Пуховик', 'm'],
            ['Denim jacket', 'Куртка джинсовая', 'f'],
            ['Parka', 'Парка утеплённая', 'f'],
          ],
        }),
        leaf('t-shirts', names('T-shirts', 'Футболки'), {
          ...wear,
          price: [590, 3990],
          attributes: { material: FABRIC, country: COUNTRY },
          kinds: [
            ['T-shirt', 'Футболка', 'f'],
            ['Polo shirt', 'Поло', 'n'],
            ['Long sleeve', 'Лонгслив', 'm'],
          ],
        }),
        leaf('jeans', names('Jeans and trousers', 'Джинсы и брюки'), {
          ...wear,
          price: [1990, 9990],
          attributes: { material: FABRIC, country: COUNTRY },
          kinds: [
            ['Straight jeans', 'Джинсы прямые', 'p'],
            ['Chinos', 'Брюки чинос', 'p'],
            ['Joggers', 'Джоггеры', 'p'],
          ],
        }),
      ],
    },
    {
      slug: 'accessories',
      names: names('Accessories', 'Аксессуары'),
      leaves: [
        leaf('backpacks', names('Backpacks', 'Рюкзаки'), {
          ...wear,
          sizes: undefined,
          price: [1990, 14990],
          attributes: { material: FABRIC, volume: litres(15, 20, 25, 30, 45) },
          kinds: [
            ['City backpack', 'Рюкзак городской', 'm'],
            ['Travel backpack', 'Рюкзак для путешествий', 'm'],
            ['Laptop backpack', 'Рюкзак для ноутбука', 'm'],
          ],
        }),
        leaf('watches', names('Watches', 'Часы'), {
          ...wear,
          sizes: undefined,
          price: [2990, 59990],
          attributes: { material: HARD, country: COUNTRY },
          kinds: [
            ['Wrist watch', 'Часы наручные', 'p'],
            ['Diver watch', 'Часы для дайвинга', 'p'],
            ['Smart watch', 'Часы умные', 'p'],
          ],
        }),
      ],
    },
  ],
}
