export interface Config {
  gitops?: {
    /**
     * Git repositories that Argo CD applies, in which change requests are made.
     */
    repositories?: Array<{
      /**
       * Short name of the repository in URLs, annotations and templates: lower-case letters, digits and dashes.
       */
      id: string;
      /**
       * Kind of the forge.
       */
      type: 'gitea';
      /**
       * Base URL of the forge, e.g. `https://git.example.com`.
       */
      url: string;
      /**
       * Organisation or user that owns the repository.
       */
      owner: string;
      /**
       * Name of the repository.
       */
      name: string;
      /**
       * Branch that Argo CD follows and change requests go to. Default `main`.
       */
      branch?: string;
      /**
       * Access token of the portal's account: read and write on the repository, nothing else.
       * @visibility secret
       */
      token: string;
      /**
       * URL by which Argo CD clones the repository, as Applications that people ask for name it. Default: that of the forge.
       */
      cloneUrl?: string;
      /**
       * Further URLs by which Argo CD knows the same repository, e.g. the one inside the cluster.
       */
      cloneUrls?: string[];
      /**
       * Secret of the forge's webhook to `/api/gitops/v1/webhooks/gitea`. Without it the webhook is refused and polling alone notices merges.
       * @visibility secret
       */
      webhookSecret?: string;
    }>;
    /**
     * Argo CD installations, read through the API of the cluster they run in.
     */
    argocd?: Array<{
      /**
       * Name of the cluster, as in `kubevirt.clusters` or `kubernetes.clusterLocatorMethods`.
       */
      cluster: string;
      /**
       * Namespace of the Applications. Default `argocd`.
       */
      namespace?: string;
      /**
       * Address of Argo CD's own pages, for links to Applications, e.g. `https://argocd.example.com`.
       */
      url?: string;
    }>;
    /**
     * What people may ask for through golden paths.
     */
    requests?: {
      /**
       * Cluster that requested objects go to. Default: the first of `gitops.argocd`.
       */
      cluster?: string;
    };
  };
}
