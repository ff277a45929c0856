import { leaf, names, watts } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const TECH_BRANDS = ['Dutonyn', 'Aurix', 'Sonavox', 'Вектра', 'Kitera', 'Orbita', 'Novatek', 'Pulsar']
const DEVICES = ['X', 'Pro', 'Air', 'Max', 'Neo', 'Lite', 'One', 'S', 'Edge', 'Prime']
const tech = { brands: TECH_BRANDS, models: DEVICES }

export const electronics: Root = {
  slug: 'electronics',
  names: names('Electronics', 'Электроника'),
  branches: [
    {
      slug: 'audio',
      names: names('Audio', 'Аудио'),
      leaves: [
        leaf('headphones', names('Headphones', 'Наушники'), {
          ...tech,
          price: [990, 34990],
          attributes: {
            connection: [
              ['Bluetooth 5.3', 'Bluetooth 5.3'],
              ['wired', 'проводное'],
              ['USB-C', 'USB-C'],
            ],
            battery: [
              ['20 h', '20 ч'],
              ['30 h', '30 ч'],
              ['50 h', '50 ч'],
            ],
          },
          kinds: [
            ['Wireless headphones', 'Наушники беспроводные', 'p'],
            ['Studio headphones', 'Наушники студийные', 'p'],
            ['Earbuds', 'Наушники-вкладыши', 'p'],
          ],
        }),
        leaf('speakers', names('Speakers', 'Колонки'), {
          ...tech,
          price: [1490, 49990],
          attributes: { power: watts(5, 10, 20, 40, 100) },
          kinds: [
            ['Portable speaker', 'Колонка портативная', 'f'],
            ['Smart speaker', 'Колонка умная', 'f'],
            ['Soundbar', 'Саундбар', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'phones',
      names: names('Phones', 'Телефоны'),
      leaves: [
        leaf('smartphones', names('Smartphones', 'Смартфоны'), {
          ...tech,
          price: [8990, 129990],
          attributes: {
            memory: [
              ['128 GB', '128 ГБ'],
              ['256 GB', '256 ГБ'],
              ['512 GB', '512 ГБ'],
            ],
            screen: [
              ['6.1"', '6,1"'],
              ['6.5"', '6,5"'],
              ['6.8"', '6,8"'],
            ],
          },
          kinds: [
            ['Smartphone', 'Смартфон', 'm'],
            ['Rugged smartphone', 'Смартфон защищённый', 'm'],
          ],
        }),
        leaf('chargers', names('Chargers', 'Зарядные устройства'), {
          ...tech,
          price: [390, 5990],
          attributes: { power: watts(20, 33, 45, 65, 100) },
          kinds: [
            ['Wall charger', 'Зарядное устройство', 'n'],
            ['Power bank', 'Внешний аккумулятор', 'm'],
            ['Wireless charger', 'Зарядка беспроводная', 'f'],
          ],
        }),
      ],
    },
    {
      slug: 'computers',
      names: names('Computers', 'Компьютеры'),
      leaves: [
        leaf('laptops', names('Laptops', 'Ноутбуки'), {
          ...tech,
          price: [29990, 249990],
          attributes: {
            memory: [
              ['8 GB', '8 ГБ'],
              ['16 GB', '16 ГБ'],
              ['32 GB', '32 ГБ'],
            ],
            screen: [
              ['13.3"', '13,3"'],
              ['14"', '14"'],
              ['16"', '16"'],
            ],
          },
          kinds: [
            ['Laptop', 'Ноутбук', 'm'],
            ['Gaming laptop', 'Ноутбук игровой', 'm'],
            ['Ultrabook', 'Ультрабук', 'm'],
          ],
        }),
        leaf('keyboards', names('Keyboards', 'Клавиатуры'), {
          ...tech,
          price: [990, 19990],
          attributes: {
            connection: [
              ['wired', 'проводное'],
              ['Bluetooth', 'Bluetooth'],
            ],
            layout: [
              ['ANSI', 'ANSI'],
              ['ISO', 'ISO'],
            ],
          },
          kinds: [
            ['Mechanical keyboard', 'Клавиатура механическая', 'f'],
            ['Compact keyboard', 'Клавиатура компактная', 'f'],
          ],
        }),
        leaf('mice', names('Mice', 'Мыши'), {
          ...tech,
          price: [490, 9990],
          attributes: {
            connection: [
              ['wired', 'проводное'],
              ['Bluetooth', 'Bluetooth'],
            ],
          },
          kinds: [
            ['Wireless mouse', 'Мышь беспроводная', 'f'],
            ['Gaming mouse', 'Мышь игровая', 'f'],
          ],
        }),
      ],
    },
  ],
}
