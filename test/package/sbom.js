/**
 * `npm run sbom`: what is installed with the product, from the lock file, as CycloneDX 1.5 JSON on
 * standard output; the same bytes each time. Not by `npm sbom --omit dev`: npm 11.19 leaves out what
 * development needs too, eight packages of this product among them.
 */
import { readFileSync } from 'node:fs';

const product = JSON.parse(readFileSync('package.json', 'utf8'));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Of a package, as the lock file has it by its path. */
function component([path, { version, license, integrity }]) {
  const name = path.replace(/^.*node_modules\//, '');
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const isChoice = license.includes(' OR ');
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    hashes: [
      {
        alg: 'SHA-512',
        content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
      },
    ],
    licenses: [isChoice ? { expression: license } : { license: { id: license } }],
  };
}

const { name, version, description, license } = product;
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    component: {
      type: 'application',
      'bom-ref': `pkg:npm/${name}@${version}`,
      name,
      version,
      description,
      licenses: [{ license: { id: license } }],
    },
  },
  components: Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(component),
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
