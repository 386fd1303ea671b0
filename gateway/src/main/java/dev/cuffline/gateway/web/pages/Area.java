package dev.cuffline.gateway.web.pages;

/** Pages that belong together, such as those of billing; each area has a package of its own. */
@FunctionalInterface
public interface Area {
  /** Enters its pages. */
  void addTo(Routes routes);
}
