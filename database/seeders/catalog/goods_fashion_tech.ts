import { COUNTRY, FABRIC, HARD, LEATHER, litres, leaf, names, SEASON, SHOE_SIZES, watts, WEAR_SIZES } from '#database/seeders/catalog/parts'
import type { Root } from '#database/seeders/catalog/types'

const SHOE_BRANDS = ['Nordvik', 'Tropa', 'Stridex', 'Velorun', 'Карелия', 'Alpenfuss', 'Marbella', 'Шаг']
const WEAR_BRANDS = ['Lindholm', 'Северянка', 'Urbano', 'Fjordwear', 'Мануфактура 12', 'Kestrel', 'Odense', 'Твёрдый знак']
const TECH_BRANDS = ['Dutonyn', 'Aurix', 'Sonavox', 'Вектра', 'Kitera', 'Orbita', 'Novatek', 'Pulsar']
const KITCHEN_BRANDS = ['Bergholm', 'Теплов', 'Cucina', 'Kaffa', 'Haushalt', 'Polaris Home', 'Мастер вкуса', 'Redwood']
const WALKS = ['Aero', 'Trail', 'Flow', 'Pulse', 'Summit', 'Sprint', 'Terra', 'Cloud', 'Vector', 'Ridge']
const WEARS = ['Classic', 'Urban', 'Nord', 'Basic', 'Heritage', 'Studio', 'Line', 'Comfort', 'Field', 'Weekend']
const DEVICES = ['X', 'Pro', 'Air', 'Max', 'Neo', 'Lite', 'One', 'S', 'Edge', 'Prime']
const HOUSEHOLD = ['Home', 'Gusto', 'Chef', 'Deluxe', 'Compact', 'Retro', 'Family', 'Optima', 'Solo', 'Grand']

const shoe = { brands: SHOE_BRANDS, models: WALKS, sizes: SHOE_SIZES }
const wear = { brands: WEAR_BRANDS, models: WEARS, sizes: WEAR_SIZES }
const tech = { brands: TECH_BRANDS, models: DEVICES }
const kitchenware = { brands: KITCHEN_BRANDS, models: HOUSEHOLD }

export const fashion: Root = {
  slug: 'fashion',
  names: names('Clothes and shoes', 'Одежда и обувь'),
  branches: [
    {
      slug: 'shoes',
      names: names('Shoes', 'Обувь'),
      leaves: [
        leaf('sneakers', names('Sneakers', 'Кроссовки'), { ...shoe, price: [2990, 17990], attributes: { material: LEATHER, season: SEASON, country: COUNTRY }, kinds: [['Running shoes', 'Кроссовки беговые', 'p'], ['Walking shoes', 'Кроссовки для ходьбы', 'p'], ["Men's sneakers", 'Кроссовки мужские', 'p'], ["Women's sneakers", 'Кроссовки женские', 'p']] }),
        leaf('boots', names('Boots', 'Ботинки'), { ...shoe, price: [4990, 24990], attributes: { material: LEATHER, season: SEASON, country: COUNTRY }, kinds: [['Winter boots', 'Ботинки зимние', 'p'], ['Hiking boots', 'Ботинки треккинговые', 'p'], ['Chelsea boots', 'Челси', 'p']] }),
        leaf('sandals', names('Sandals', 'Сандалии'), { ...shoe, price: [1490, 7990], attributes: { material: LEATHER, country: COUNTRY }, kinds: [['Sandals', 'Сандалии', 'p'], ['Slippers', 'Тапочки домашние', 'p'], ['Flip-flops', 'Шлёпанцы', 'p']] }),
      ],
    },
    {
      slug: 'clothing',
      names: names('Clothing', 'Одежда'),
      leaves: [
        leaf('jackets', names('Jackets', 'Куртки'), { ...wear, price: [3990, 29990], attributes: { material: FABRIC, season: SEASON, country: COUNTRY }, kinds: [['Rain jacket', 'Куртка-дождевик', 'f'], ['Down jacket', 'Пуховик', 'm'], ['Denim jacket', 'Куртка джинсовая', 'f'], ['Parka', 'Парка утеплённая', 'f']] }),
        leaf('t-shirts', names('T-shirts', 'Футболки'), { ...wear, price: [590, 3990], attributes: { material: FABRIC, country: COUNTRY }, kinds: [['T-shirt', 'Футболка', 'f'], ['Polo shirt', 'Поло', 'n'], ['Long sleeve', 'Лонгслив', 'm']] }),
        leaf('jeans', names('Jeans and trousers', 'Джинсы и брюки'), { ...wear, price: [1990, 9990], attributes: { material: FABRIC, country: COUNTRY }, kinds: [['Straight jeans', 'Джинсы прямые', 'p'], ['Chinos', 'Брюки чинос', 'p'], ['Joggers', 'Джоггеры', 'p']] }),
      ],
    },
    {
      slug: 'accessories',
      names: names('Accessories', 'Аксессуары'),
      leaves: [
        leaf('backpacks', names('Backpacks', 'Рюкзаки'), { ...wear, sizes: undefined, price: [1990, 14990], attributes: { material: FABRIC, volume: litres(15, 20, 25, 30, 45) }, kinds: [['City backpack', 'Рюкзак городской', 'm'], ['Travel backpack', 'Рюкзак для путешествий', 'm'], ['Laptop backpack', 'Рюкзак для ноутбука', 'm']] }),
        leaf('watches', names('Watches', 'Часы'), { ...wear, sizes: undefined, price: [2990, 59990], attributes: { material: HARD, country: COUNTRY }, kinds: [['Wrist watch', 'Часы наручные', 'p'], ['Diver watch', 'Часы для дайвинга', 'p'], ['Smart watch', 'Часы умные', 'p']] }),
      ],
    },
  ],
}

export const electronics: Root = {
  slug: 'electronics',
  names: names('Electronics', 'Электроника'),
  branches: [
    {
      slug: 'audio',
      names: names('Audio', 'Аудио'),
      leaves: [
        leaf('headphones', names('Headphones', 'Наушники'), { ...tech, price: [990, 34990], attributes: { connection: [['Bluetooth 5.3', 'Bluetooth 5.3'], ['wired', 'проводное'], ['USB-C', 'USB-C']], battery: [['20 h', '20 ч'], ['30 h', '30 ч'], ['50 h', '50 ч']] }, kinds: [['Wireless headphones', 'Наушники беспроводные', 'p'], ['Studio headphones', 'Наушники студийные', 'p'], ['Earbuds', 'Наушники-вкладыши', 'p']] }),
        leaf('speakers', names('Speakers', 'Колонки'), { ...tech, price: [1490, 49990], attributes: { power: watts(5, 10, 20, 40, 100) }, kinds: [['Portable speaker', 'Колонка портативная', 'f'], ['Smart speaker', 'Колонка умная', 'f'], ['Soundbar', 'Саундбар', 'm']] }),
      ],
    },
    {
      slug: 'phones',
      names: names('Phones', 'Телефоны'),
      leaves: [
        leaf('smartphones', names('Smartphones', 'Смартфоны'), { ...tech, price: [8990, 129990], attributes: { memory: [['128 GB', '128 ГБ'], ['256 GB', '256 ГБ'], ['512 GB', '512 ГБ']], screen: [['6.1"', '6,1"'], ['6.5"', '6,5"'], ['6.8"', '6,8"']] }, kinds: [['Smartphone', 'Смартфон', 'm'], ['Rugged smartphone', 'Смартфон защищённый', 'm']] }),
        leaf('chargers', names('Chargers', 'Зарядные устройства'), { ...tech, price: [390, 5990], attributes: { power: watts(20, 33, 45, 65, 100) }, kinds: [['Wall charger', 'Зарядное устройство', 'n'], ['Power bank', 'Внешний аккумулятор', 'm'], ['Wireless charger', 'Зарядка беспроводная', 'f']] }),
      ],
    },
    {
      slug: 'computers',
      names: names('Computers', 'Компьютеры'),
      leaves: [
        leaf('laptops', names('Laptops', 'Ноутбуки'), { ...tech, price: [29990, 249990], attributes: { memory: [['8 GB', '8 ГБ'], ['16 GB', '16 ГБ'], ['32 GB', '32 ГБ']], screen: [['13.3"', '13,3"'], ['14"', '14"'], ['16"', '16"']] }, kinds: [['Laptop', 'Ноутбук', 'm'], ['Gaming laptop', 'Ноутбук игровой', 'm'], ['Ultrabook', 'Ультрабук', 'm']] }),
        leaf('keyboards', names('Keyboards', 'Клавиатуры'), { ...tech, price: [990, 19990], attributes: { connection: [['wired', 'проводное'], ['Bluetooth', 'Bluetooth']], layout: [['ANSI', 'ANSI'], ['ISO', 'ISO']] }, kinds: [['Mechanical keyboard', 'Клавиатура механическая', 'f'], ['Compact keyboard', 'Клавиатура компактная', 'f']] }),
        leaf('mice', names('Mice', 'Мыши'), { ...tech, price: [490, 9990], attributes: { connection: [['wired', 'проводное'], ['Bluetooth', 'Bluetooth']] }, kinds: [['Wireless mouse', 'Мышь беспроводная', 'f'], ['Gaming mouse', 'Мышь игровая', 'f']] }),
      ],
    },
  ],
}

export const kitchen: Root = {
  slug: 'kitchen',
  names: names('Kitchen', 'Кухня'),
  branches: [
    {
      slug: 'coffee-and-tea',
      names: names('Coffee and tea', 'Кофе и чай'),
      leaves: [
        leaf('coffee-makers', names('Coffee makers', 'Кофеварки'), { ...kitchenware, price: [2490, 79990], attributes: { power: watts(650, 850, 1050, 1450), volume: litres(0.6, 1, 1.2, 1.8) }, kinds: [['Drip coffee maker', 'Кофеварка капельная', 'f'], ['Espresso machine', 'Кофемашина рожковая', 'f'], ['Coffee grinder', 'Кофемолка', 'f'], ['Moka pot', 'Кофеварка гейзерная', 'f']] }),
        leaf('kettles', names('Kettles', 'Чайники'), { ...kitchenware, price: [990, 12990], attributes: { power: watts(1500, 2000, 2200), volume: litres(1, 1.5, 1.7, 2), material: HARD }, kinds: [['Electric kettle', 'Чайник электрический', 'm'], ['Glass kettle', 'Чайник стеклянный', 'm'], ['Thermo pot', 'Термопот', 'm']] }),
      ],
    },
    {
      slug: 'cookware',
      names: names('Cookware', 'Посуда'),
      leaves: [
        leaf('pans', names('Pans and pots', 'Сковороды и кастрюли'), { ...kitchenware, price: [790, 11990], attributes: { material: HARD, diameter: [['20 cm', '20 см'], ['24 cm', '24 см'], ['28 cm', '28 см']] }, kinds: [['Frying pan', 'Сковорода', 'f'], ['Saucepan', 'Кастрюля', 'f'], ['Wok', 'Сковорода вок', 'f']] }),
        leaf('knives', names('Knives', 'Ножи'), { ...kitchenware, price: [390, 9990], attributes: { material: [['steel', 'сталь'], ['ceramic', 'керамика']], country: COUNTRY }, kinds: [["Chef's knife", 'Нож поварской', 'm'], ['Knife set', 'Набор ножей', 'm']] }),
      ],
    },
    {
      slug: 'small-appliances',
      names: names('Small appliances', 'Мелкая техника'),
      leaves: [
        leaf('blenders', names('Blenders', 'Блендеры'), { ...kitchenware, price: [1490, 24990], attributes: { power: watts(300, 600, 1000, 1500), volume: litres(0.6, 1.5, 2) }, kinds: [['Hand blender', 'Блендер погружной', 'm'], ['Jug blender', 'Блендер стационарный', 'm'], ['Mixer', 'Миксер', 'm']] }),
        leaf('multicookers', names('Multicookers', 'Мультиварки'), { ...kitchenware, price: [2990, 19990], attributes: { power: watts(700, 860, 1000), volume: litres(3, 4, 5, 6) }, kinds: [['Multicooker', 'Мультиварка', 'f'], ['Pressure cooker', 'Скороварка', 'f'], ['Toaster', 'Тостер', 'm']] }),
      ],
    },
  ],
}
