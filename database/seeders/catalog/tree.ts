import { fashion } from '#database/seeders/catalog/goods_fashion'
import { electronics } from '#database/seeders/catalog/goods_electronics'
import { kitchen } from '#database/seeders/catalog/goods_kitchen'
import { home } from '#database/seeders/catalog/goods_home'
import { sport } from '#database/seeders/catalog/goods_sport'
import { kids } from '#database/seeders/catalog/goods_kids'
import { books } from '#database/seeders/catalog/goods_books'
import { beauty } from '#database/seeders/catalog/goods_beauty'
import { tools } from '#database/seeders/catalog/goods_tools'
import type { Gender, Root } from '#database/seeders/catalog/types'

export const CATALOG_TREE: Root[] = [fashion, electronics, kitchen, home, sport, kids, books, beauty, tools]

export const COLORS: Record<string, Record<Gender | 'en', string>> = {
  black: { en: 'black', m: 'чёрный', f: 'чёрная', n: 'чёрное', p: 'чёрные' },
  white: { en: 'white', m: 'белый', f: 'белая', n: 'белое', p: 'белые' },
  red: { en: 'red', m: 'красный', f: 'красная', n: 'красное', p: 'красные' },
  blue: { en: 'blue', m: 'синий', f: 'синяя', n: 'синее', p: 'синие' },
  green: { en: 'green', m: 'зелёный', f: 'зелёная', n: 'зелёное', p: 'зелёные' },
  grey: { en: 'grey', m: 'серый', f: 'серая', n: 'серое', p: 'серые' },
  beige: { en: 'beige', m: 'бежевый', f: 'бежевая', n: 'бежевое', p: 'бежевые' },
  brown: { en: 'brown', m: 'коричневый', f: 'коричневая', n: 'коричневое', p: 'коричневые' },
  yellow: { en: 'yellow', m: 'жёлтый', f: 'жёлтая', n: 'жёлтое', p: 'жёлтые' },
  orange: { en: 'orange', m: 'оранжевый', f: 'оранжевая', n: 'оранжевое', p: 'оранжевые' },
}
