import {
  entitySchemaValidator,
  KubernetesValidatorFunctions,
} from '@backstage/catalog-model';
import { FakeRepository } from '../__fixtures__/FakeRepository';
import {
  applicationFile,
  locationEntity,
  locationTarget,
  parseLocationTarget,
} from './ApplicationFile';

describe('applicationFile', () => {
  it.each(['apps/shop/catalog-info.yaml', 'apps/shop.v2/catalog-info.yaml'])(
    'knows %s',
    path => {
      const file = applicationFile('platform', path, 'apps');
      expect(file?.path).toBe(path);
      expect(parseLocationTarget(locationTarget(file!), 'apps')).toEqual(file);
    },
  );

  it.each([
    'catalog-info.yaml',
    'apps/catalog-info.yaml',
    'apps/shop/docs/catalog-info.yaml',
    'apps/shop/catalog-info.yml',
    'myapps/shop/catalog-info.yaml',
    'applications/shop/catalog-info.yaml',
  ])('leaves %s alone', path => {
    expect(applicationFile('platform', path, 'apps')).toBeUndefined();
  });
});

describe('locationEntity', () => {
  const host = new FakeRepository();
  const validate = entitySchemaValidator();

  it.each(['shop', 'Shop_2', '상점', 'a'.repeat(63), '-', 'shop.v2', ' shop'])(
    'makes a legal entity for the folder "%s", always the same',
    name => {
      const file = applicationFile(
        'platform',
        `apps/${name}/catalog-info.yaml`,
        'apps',
      )!;
      const entity = locationEntity(host, file, 'abc');
      expect(() => validate(entity)).not.toThrow();
      expect(
        KubernetesValidatorFunctions.isValidObjectName(entity.metadata.name),
      ).toBe(true);
      expect(locationEntity(host, file, 'abc')).toEqual(entity);
    },
  );

  it('has another name for each folder', () => {
    const names = ['shop', 'shop-2', 'Shop', 'SHOP', 'a'.repeat(63)].map(
      name =>
        locationEntity(
          host,
          applicationFile(
            'platform',
            `apps/${name}/catalog-info.yaml`,
            'apps',
          )!,
          'abc',
        ).metadata.name,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
