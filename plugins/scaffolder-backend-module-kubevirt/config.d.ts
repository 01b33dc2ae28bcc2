export interface Config {
  kubevirt?: {
    /**
     * What people may ask for through golden paths.
     */
    requests?: {
      /**
       * Cluster that requested machines go to, when it is another than `gitops.requests.cluster`. Default: that one, else the first of `kubevirt.clusters`.
       */
      cluster?: string;
      /**
       * Storage class of their disks. Default `longhorn-vm`.
       */
      storageClass?: string;
      /**
       * Beginnings of URLs, `https://…/` or `docker://…/`, from which disks may be filled besides golden images. Default: none.
       */
      imageSources?: string[];
    };
  };
}
