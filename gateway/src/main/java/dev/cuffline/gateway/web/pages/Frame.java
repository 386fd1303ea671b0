package dev.cuffline.gateway.web.pages;

/**
 * What every area of pages is given.
 *
 * @param parts what pages show and do
 * @param shells what stands around a page
 * @param renderer of the templates, which lie in a folder named as the area's package
 */
public record Frame(PageParts parts, Shells shells, Renderer renderer) {}
