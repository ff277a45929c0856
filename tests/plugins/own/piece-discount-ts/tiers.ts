export interface Line {
  line: string
  quantity: number
}

export const isEnough = ({ quantity }: Line, threshold: number): boolean => quantity >= threshold
