import { COUNTRY, FABRIC, HARD, kilograms, leaf, litres, names, watts } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const TOOL_BRANDS = ['Hartmann', 'Уралмастер', 'Ironbit', 'Werkzeug', 'Кузня', 'Torque', 'Steelman', 'Садовод']
const FORCES = ['Power', 'Expert', 'Profi', 'Force', 'Turbo', 'Garage', 'Craft', 'Titan', 'Worker', 'Smart']
const tool = { brands: TOOL_BRANDS, models: FORCES }

export const tools: Root = {
  slug: 'tools',
  names: names('Tools and garden', 'Инструменты и сад'),
  branches: [
    {
      slug: 'power-tools',
      names: names('Power tools', 'Электроинструменты'),
      leaves: [
        leaf('drills', names('Drills', 'Дрели и шуруповёрты'), {
          ...tool,
          price: [1990, 34990],
          attributes: { power: watts(400, 650, 850, 1100), weight: kilograms(1.2, 1.8, 2.4) },
          kinds: [
            ['Cordless screwdriver', 'Шуруповёрт аккумуляторный', 'm'],
            ['Impact drill', 'Дрель ударная', 'f'],
            ['Rotary hammer', 'Перфоратор', 'm'],
          ],
        }),
        leaf('saws', names('Saws and grinders', 'Пилы и шлифмашины'), {
          ...tool,
          price: [1990, 39990],
          attributes: { power: watts(800, 1200, 1600, 2000) },
          kinds: [
            ['Angle grinder', 'Болгарка', 'f'],
            ['Jigsaw', 'Лобзик электрический', 'm'],
            ['Circular saw', 'Пила циркулярная', 'f'],
          ],
        }),
      ],
    },
    {
      slug: 'hand-tools',
      names: names('Hand tools', 'Ручной инструмент'),
      leaves: [
        leaf('screwdrivers', names('Screwdrivers', 'Отвёртки'), {
          ...tool,
          price: [190, 4990],
          attributes: { material: HARD, country: COUNTRY },
          kinds: [
            ['Screwdriver set', 'Набор отвёрток', 'm'],
            ['Hammer', 'Молоток', 'm'],
            ['Pliers', 'Плоскогубцы', 'p'],
          ],
        }),
        leaf('toolboxes', names('Toolboxes', 'Ящики для инструментов'), {
          ...tool,
          price: [590, 9990],
          attributes: { material: HARD, volume: litres(8, 15, 25, 40) },
          kinds: [
            ['Toolbox', 'Ящик для инструментов', 'm'],
            ['Tool bag', 'Сумка для инструментов', 'f'],
          ],
        }),
      ],
    },
    {
      slug: 'garden',
      names: names('Garden', 'Сад'),
      leaves: [
        leaf('pruners', names('Garden tools', 'Садовый инструмент'), {
          ...tool,
          price: [290, 7990],
          attributes: { material: HARD, weight: kilograms(0.3, 0.8, 1.5) },
          kinds: [
            ['Pruner', 'Секатор', 'm'],
            ['Shovel', 'Лопата', 'f'],
            ['Rake', 'Грабли', 'p'],
          ],
        }),
        leaf('watering', names('Watering', 'Полив'), {
          ...tool,
          price: [290, 12990],
          attributes: { material: FABRIC, volume: litres(5, 8, 10) },
          kinds: [
            ['Watering can', 'Лейка', 'f'],
            ['Garden hose', 'Шланг садовый', 'm'],
            ['Sprayer', 'Опрыскиватель', 'm'],
          ],
        }),
      ],
    },
  ],
}
