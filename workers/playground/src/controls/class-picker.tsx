/** The classes of a version: by their faces, or by name where there are too many. */
import { useId } from 'preact/hooks';
import { useCatalogue } from '../edge/catalogue.ts';
import { type Faces, MOST_FACES, useClassFaces } from '../image/class-faces.ts';
import { Select } from './select.tsx';

interface ClassPickerProps {
  readonly label: string;
  /** Empty for all of them in turn. */
  readonly value: string;
  readonly hasAll: boolean;
  /** What the empty one is called. */
  readonly allName?: string;
  readonly onChange: (name: string) => void;
}

export function ClassPicker(props: ClassPickerProps) {
  const { label, value, hasAll, allName = 'all', onChange } = props;
  const { version } = useCatalogue();
  const faces = useClassFaces();
  const group = useId();
  const { classes } = version;
  const current = classes.includes(value) || hasAll ? value : (classes[0] ?? '');
  if (classes.length > MOST_FACES) {
    const all: [string, string][] = hasAll ? [['', allName]] : [];
    const options = [...all, ...classes.map((name): [string, string] => [name, name])];
    return <Select {...{ label, options, onChange }} value={current} />;
  }
  return (
    <fieldset class="field">
      <legend class="label">{label}</legend>
      <div class="classes">
        {hasAll && (
          <label>
            <input
              type="radio"
              name={group}
              checked={current === ''}
              onChange={() => onChange('')}
            />
            <AllFaces {...{ classes, faces }} />
            {allName}
          </label>
        )}
        {classes.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name={group}
              checked={name === current}
              onChange={() => onChange(name)}
            />
            <Face {...{ name, faces }} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Face({ name, faces }: { readonly name: string; readonly faces: Faces }) {
  const image = faces.get(name);
  return image === undefined ? (
    <span class="face" />
  ) : (
    <img class="face pixels" src={image.src} alt="" />
  );
}

function AllFaces({
  classes,
  faces,
}: {
  readonly classes: readonly string[];
  readonly faces: Faces;
}) {
  const some = [1, 7, 8, 3].map((i) => faces.get(classes[i % classes.length] ?? ''));
  return (
    <span class="face all">
      {some.map((image, i) => image && <img key={i} class="pixels" src={image.src} alt="" />)}
    </span>
  );
}
