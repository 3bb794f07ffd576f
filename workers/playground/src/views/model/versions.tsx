/** The versions that there are, and which names point at them. */
import { useCatalogue } from '../../edge/catalogue.ts';
import { usePage } from '../page.ts';

export function Versions() {
  const { model, version } = useCatalogue();
  const { go } = usePage();
  return (
    <section class="card" aria-label="Versions">
      <h2>Versions</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scrolls" tabIndex={0} aria-label="All versions">
        <table>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Published</th>
              <th scope="col">Aliases</th>
              <th scope="col">Signed by</th>
              <th scope="col">
                <span class="hidden-text">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {model.versions.map(({ digest, publishedAt, title, publication }) => {
              const aliases = model.aliases.filter((it) => it.digest === digest);
              const isShown = digest === version.digest;
              return (
                <tr key={digest}>
                  <td>
                    <code>{digest.slice(0, 12)}</code>
                    {title !== undefined && <div class="muted">{title}</div>}
                  </td>
                  <td>
                    <time dateTime={publishedAt}>{publishedAt.slice(0, 16).replace('T', ' ')}</time>
                  </td>
                  <td>
                    {aliases.map(({ alias }) => (
                      <span key={alias} class="badge good">
                        {alias}
                      </span>
                    ))}
                  </td>
                  <td>{publication?.publisher ?? 'nobody'}</td>
                  <td>
                    <span class="row">
                      {isShown ? (
                        <span class="badge">shown</span>
                      ) : (
                        <>
                          <button
                            type="button"
                            class="button small"
                            onClick={() => go({ version: digest })}
                          >
                            Show
                          </button>
                          <button
                            type="button"
                            class="button small"
                            onClick={() => go({ view: 'compare', beside: digest })}
                          >
                            Compare
                          </button>
                        </>
                      )}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
