import { COVER, leaf, names, PAGES, YEARS } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const PUBLISHERS = [
  'Северный ветер',
  'Inkwell',
  'Бумажный кит',
  'Lantern Press',
  'Четвёртая полка',
  'Marginalia',
  'Дом слова',
  'Quill & Co',
]
const THEMES = [
  'Silent River',
  'Winter Garden',
  'Last Harbour',
  'Paper City',
  'Red Kite',
  'Far Station',
  'Salt Road',
  'Blue Hour',
  'Iron Bridge',
  'Glass Island',
]
const book = { brands: PUBLISHERS, models: THEMES, hasColor: false, attributes: { pages: PAGES, cover: COVER, year: YEARS } }

export const books: Root = {
  slug: 'books',
  names: names('Books', 'Книги'),
  branches: [
    {
      slug: 'fiction',
      names: names('Fiction', 'Художественная литература'),
      leaves: [
        leaf('novels', names('Novels', 'Романы'), {
          ...book,
          price: [290, 2490],
          kinds: [
            ['Novel', 'Роман', 'm'],
            ['Short stories', 'Сборник рассказов', 'm'],
            ['Poems', 'Сборник стихов', 'm'],
          ],
        }),
        leaf('science-fiction', names('Science fiction', 'Фантастика'), {
          ...book,
          price: [290, 1990],
          kinds: [
            ['Science fiction novel', 'Фантастический роман', 'm'],
            ['Fantasy novel', 'Фэнтези', 'n'],
          ],
        }),
        leaf('detectives', names('Detective stories', 'Детективы'), {
          ...book,
          price: [290, 1790],
          kinds: [
            ['Detective story', 'Детектив', 'm'],
            ['Thriller', 'Триллер', 'm'],
          ],
        }),
      ],
    },
    {
      slug: 'non-fiction',
      names: names('Non-fiction', 'Нехудожественная литература'),
      leaves: [
        leaf('history-books', names('History', 'История'), {
          ...book,
          price: [390, 3990],
          kinds: [
            ['History of the world', 'Всемирная история', 'f'],
            ['Biography', 'Биография', 'f'],
          ],
        }),
        leaf('textbooks', names('Textbooks', 'Учебники'), {
          ...book,
          price: [290, 4990],
          kinds: [
            ['Programming textbook', 'Учебник программирования', 'm'],
            ['English textbook', 'Учебник английского', 'm'],
            ['Cook book', 'Кулинарная книга', 'f'],
          ],
        }),
      ],
    },
    {
      slug: 'childrens-books',
      names: names("Children's books", 'Детские книги'),
      leaves: [
        leaf('fairy-tales', names('Fairy tales', 'Сказки'), {
          ...book,
          price: [190, 1990],
          kinds: [
            ['Fairy tales', 'Сказки', 'p'],
            ['Picture book', 'Книжка с картинками', 'f'],
          ],
        }),
        leaf('colouring-books', names('Colouring books', 'Раскраски'), {
          ...book,
          price: [90, 790],
          kinds: [
            ['Colouring book', 'Раскраска', 'f'],
            ['Activity book', 'Книга заданий', 'f'],
          ],
        }),
      ],
    },
  ],
}
