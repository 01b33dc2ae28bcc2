/** A project as Harbor keeps it. Moments are ISO 8601 with milliseconds. */
export interface ProjectRecord {
  id: number;
  name: string;
  public: boolean;
  created: string;
}

/** A repository as Harbor keeps it. */
export interface RepositoryRecord {
  id: number;
  projectId: number;
  /** With the project: `team1-dev/shop`. */
  name: string;
  description?: string;
  created: string;
  /** Last change of its description; a push does not count. */
  updated: string;
  pulls: number;
}

/** A tag as Harbor keeps it. */
export interface TagRecord {
  id: number;
  name: string;
  pushed: string;
}

/** An artifact as Harbor keeps it. */
export interface ArtifactRecord {
  id: number;
  repositoryId: number;
  digest: string;
  /** Bytes. */
  size: number;
  pushed: string;
  /** Newest first. */
  tags: TagRecord[];
}

/** What a push brings. */
export interface PushedImage {
  /** With the project. */
  repository: string;
  tag?: string;
  digest: string;
  size: number;
  at: string;
}

/** Projects, repositories and images of one Harbor, in memory. */
export class HarborStore {
  readonly #projects: ProjectRecord[] = [];
  readonly #repositories: RepositoryRecord[] = [];
  readonly #artifacts: ArtifactRecord[] = [];
  #lastTagId = 0;

  get projects(): readonly ProjectRecord[] {
    return this.#projects;
  }

  get repositories(): readonly RepositoryRecord[] {
    return this.#repositories;
  }

  /** A project by name, or by id when `idToo` and the text is a number. */
  project(nameOrId: string, idToo = false): ProjectRecord | undefined {
    return this.#projects.find(({ name, id }) =>
      idToo && /^\d+$/.test(nameOrId)
        ? id === Number(nameOrId)
        : name === nameOrId,
    );
  }

  /** Repositories of a project. */
  repositoriesOf(project: ProjectRecord): RepositoryRecord[] {
    return this.#repositories.filter(each => each.projectId === project.id);
  }

  /** A repository by its name with the project. */
  repository(name: string): RepositoryRecord | undefined {
    return this.#repositories.find(each => each.name === name);
  }

  /** Artifacts of a repository. */
  artifactsOf(repository: RepositoryRecord): ArtifactRecord[] {
    return this.#artifacts.filter(each => each.repositoryId === repository.id);
  }

  /**
   * An artifact by tag or digest.
   *
   * @param repository - with the project
   */
  artifact(repository: string, reference: string): ArtifactRecord | undefined {
    const record = this.repository(repository);
    return (
      record &&
      this.artifactsOf(record).find(
        artifact =>
          artifact.digest === reference ||
          artifact.tags.some(({ name }) => name === reference),
      )
    );
  }

  /** Makes a project; one of that name is kept. */
  addProject(project: {
    name: string;
    public?: boolean;
    created: string;
  }): ProjectRecord {
    const existing = this.project(project.name);
    if (existing) return existing;
    const record = {
      public: false,
      ...project,
      id: this.#projects.length + 1,
    };
    this.#projects.push(record);
    return record;
  }

  /**
   * Takes an image; the tag moves to it.
   *
   * @throws Error when there is no such project
   */
  push(image: PushedImage): ArtifactRecord {
    const project = this.project(image.repository.split('/', 1)[0]);
    if (!project)
      throw new Error(`Harbor has no project for ${image.repository}`);
    const repository =
      this.repository(image.repository) ?? this.#addRepository(image, project);
    const artifact =
      this.artifact(image.repository, image.digest) ??
      this.#addArtifact(image, repository);
    if (image.tag !== undefined) this.#tag(repository, artifact, image);
    return artifact;
  }

  #addRepository(image: PushedImage, project: ProjectRecord): RepositoryRecord {
    const record: RepositoryRecord = {
      id: this.#repositories.length + 1,
      projectId: project.id,
      name: image.repository,
      created: image.at,
      updated: image.at,
      pulls: 0,
    };
    this.#repositories.push(record);
    return record;
  }

  #addArtifact(
    image: PushedImage,
    repository: RepositoryRecord,
  ): ArtifactRecord {
    const record: ArtifactRecord = {
      id: this.#artifacts.length + 1,
      repositoryId: repository.id,
      digest: image.digest,
      size: image.size,
      pushed: image.at,
      tags: [],
    };
    this.#artifacts.push(record);
    return record;
  }

  #tag(
    repository: RepositoryRecord,
    artifact: ArtifactRecord,
    image: PushedImage,
  ): void {
    const { tag: name = '', at: pushed } = image;
    for (const each of this.artifactsOf(repository))
      each.tags = each.tags.filter(tag => tag.name !== name);
    this.#lastTagId += 1;
    artifact.tags.unshift({ id: this.#lastTagId, name, pushed });
  }
}
