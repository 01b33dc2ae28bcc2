import {
  Harbor,
  HarborArtifact,
  HarborError,
  HarborErrorKind,
} from '@naru/plugin-harbor-node';

/** A Harbor with one image, `team1-dev/shop:1.1.0`. */
export class FakeHarbor {
  static readonly digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  /** Makes each call fail. */
  fails: HarborErrorKind | undefined;
  readonly instances = [
    {
      name: 'harbor',
      url: 'http://harbor.test',
      registry: 'harbor.naru.example',
    },
  ];

  /** What tests need of it. */
  asHarbor(): Harbor {
    return this as unknown as Harbor;
  }

  findByRegistry(host: string) {
    return this.instances.find(({ registry }) => registry === host);
  }

  async artifact(image: {
    project: string;
    repository: string;
    reference: string;
  }): Promise<HarborArtifact | undefined> {
    if (this.fails) {
      throw new HarborError({
        kind: this.fails,
        instance: 'harbor',
        action: 'find an image',
      });
    }
    const { project, repository, reference } = image;
    return project === 'team1-dev' &&
      repository === 'shop' &&
      ['1.1.0', FakeHarbor.digest].includes(reference)
      ? {
          digest: FakeHarbor.digest,
          tags: ['1.1.0'],
          pushedAt: new Date(0),
          size: 1,
        }
      : undefined;
  }
}
