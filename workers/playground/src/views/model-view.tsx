/** The model card: what a version is, how good it is, and what it draws. */
import type { ComponentChildren } from 'preact';
import { ModelPicker } from '../controls/version-picker.tsx';
import { useCatalogue } from '../edge/catalogue.ts';
import { useSession } from '../edge/session.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { Layout } from './layout.tsx';
import { Metrics } from './model/metrics.tsx';
import { SampleGrid } from './model/sample-grid.tsx';
import { Versions } from './model/versions.tsx';

export function ModelView({ children }: { readonly children: ComponentChildren }) {
  const { edge } = useSession();
  const { version } = useCatalogue();
  const { model, digest, image, latent, training, data, blobs } = version;
  const exported = (network: 'generator' | 'encoder', file: string) =>
    edge.models.exportUrl({ model, digest, network, file });
  return (
    <Layout
      title={version.title}
      lead={version.description}
      inspector={children}
      panel={<ModelPicker />}
      content={
        <>
          <Metrics metrics={version.metrics} />
          <SampleGrid />
          <div class="columns">
            <section class="card" aria-label="What it is">
              <h2>What it is</h2>
              <dl class="facts">
                <dt>Version</dt>
                <dd>
                  <code>{digest}</code> <CopyButton text={digest} what="digest" isSmall />
                </dd>
                <dt>Images</dt>
                <dd>
                  {image.width} × {image.height}, {image.channels === 1 ? 'grey' : 'RGB'}
                </dd>
                <dt>Latent</dt>
                <dd>{latent.size} numbers</dd>
                <dt>Classes</dt>
                <dd>{version.classes.join(', ')}</dd>
                <dt>One image</dt>
                <dd>{(version.multiplyAdds / 1e6).toFixed(1)} million multiplications</dd>
                <dt>Weights</dt>
                <dd>
                  {blobs
                    .map(({ role, sizeBytes }) => `${role} ${Math.round(sizeBytes / 1024)} KiB`)
                    .join(', ')}
                </dd>
                <dt>Trained</dt>
                <dd>
                  {version.createdAt.slice(0, 10)}, preset {training.preset}, seed {training.seed},{' '}
                  {training.steps.toLocaleString('en')} steps over{' '}
                  {training.images.toLocaleString('en')} images
                </dd>
                <dt>Data</dt>
                <dd>
                  <a href={data.source} rel="noreferrer" target="_blank">
                    {data.name}
                  </a>
                  , {data.licence}
                </dd>
                <dt>Licence</dt>
                <dd>{version.licence}</dd>
              </dl>
            </section>
            <section class="card" aria-label="Take it along">
              <h2>Take it along</h2>
              <p class="muted small">The same weights for other libraries, by address.</p>
              <ul class="exports">
                {blobs.map(({ role }) => (
                  <li key={role} class="row">
                    <strong class="small">{role}</strong>
                    <a class="button small" href={exported(role, 'model.onnx')} download>
                      ONNX
                    </a>
                    <CopyButton
                      text={exported(role, 'model.json')}
                      what={`the ${role}’s TensorFlow.js address`}
                      isSmall
                    />
                  </li>
                ))}
              </ul>
            </section>
          </div>
          <Versions />
        </>
      }
    />
  );
}
