import { BaseModel } from '@adonisjs/lucid/orm'
export default class User extends BaseModel { declare id: string }
