/**
 * Where the classes are in each weight: rows of embeddings and of conditional normalization, rows of a
 * projection, channels of an image that carries its class. Found by asking how the shapes would change
 * with one class more, so that a new way for the class to enter needs nothing here.
 */
export interface ClassAxis {
  readonly axis: number;
  /** Entries along the axis before those of the classes. */
  readonly offset: number;
}

type Shapes = ReadonlyMap<string, readonly number[]>;

/** The weights that have an entry a class, by name. */
export function classAxes(
  shapesOf: (classCount: number) => Shapes,
  classCount: number,
): ReadonlyMap<string, ClassAxis> {
  const more = shapesOf(classCount + 1);
  const axes = new Map<string, ClassAxis>();
  for (const [name, shape] of shapesOf(classCount)) {
    const axis = shape.findIndex((length, index) => length !== more.get(name)?.[index]);
    if (axis >= 0) axes.set(name, { axis, offset: (shape[axis] ?? 0) - classCount });
  }
  return axes;
}
