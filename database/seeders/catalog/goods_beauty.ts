import { COUNTRY, leaf, millilitres, names, watts } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const BEAUTY_BRANDS = ['Florans', 'Чистая линия севера', 'Lumiere', 'Botanica', 'Сибирский кедр', 'Aqualis', 'Velvet', 'Берёза']
const SCENTS = ['Rose', 'Aloe', 'Cedar', 'Honey', 'Mint', 'Lavender', 'Sea', 'Almond', 'Citrus', 'Vanilla']
const care = { brands: BEAUTY_BRANDS, models: SCENTS, hasColor: false }

export const beauty: Root = {
  slug: 'beauty',
  names: names('Beauty', 'Красота'),
  branches: [
    {
      slug: 'skin-care',
      names: names('Skin care', 'Уход за кожей'),
      leaves: [
        leaf('creams', names('Creams', 'Кремы'), {
          ...care,
          price: [190, 5990],
          attributes: { volume: millilitres(30, 50, 75, 100), country: COUNTRY },
          kinds: [
            ['Face cream', 'Крем для лица', 'm'],
            ['Hand cream', 'Крем для рук', 'm'],
            ['Serum', 'Сыворотка', 'f'],
          ],
        }),
        leaf('soaps', names('Soap and shower', 'Мыло и душ'), {
          ...care,
          price: [90, 1490],
          attributes: { volume: millilitres(100, 250, 400), country: COUNTRY },
          kinds: [
            ['Soap', 'Мыло', 'n'],
            ['Shower gel', 'Гель для душа', 'm'],
            ['Scrub', 'Скраб', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'hair-care',
      names: names('Hair care', 'Уход за волосами'),
      leaves: [
        leaf('shampoos', names('Shampoos', 'Шампуни'), {
          ...care,
          price: [190, 2990],
          attributes: { volume: millilitres(200, 250, 400, 500) },
          kinds: [
            ['Shampoo', 'Шампунь', 'm'],
            ['Hair mask', 'Маска для волос', 'f'],
            ['Conditioner', 'Бальзам для волос', 'm'],
          ],
        }),
        leaf('hair-dryers', names('Hair dryers', 'Фены'), {
          ...care,
          hasColor: true,
          price: [990, 29990],
          attributes: { power: watts(1200, 1600, 2000, 2200) },
          kinds: [
            ['Hair dryer', 'Фен', 'm'],
            ['Hair straightener', 'Выпрямитель для волос', 'm'],
            ['Curling iron', 'Плойка', 'f'],
          ],
        }),
      ],
    },
  ],
}
