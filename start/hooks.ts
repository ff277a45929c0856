/** Every point at which plugins are asked: loading this file declares them. */
import '#marketing/hooks/discount'
