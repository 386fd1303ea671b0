package dev.cuffline.gateway.web.pages;

/**
 * The sign-in.
 *
 * @param name that was typed
 * @param problem with name and password; empty when nothing was tried
 * @param tokenProblem with a token; its fold is then open
 * @param provider name of the provider at which one may sign in instead; empty for none
 * @param alone nobody has an account yet: a token is the only way in
 */
public record LoginView(
    Shell shell,
    String name,
    String problem,
    String tokenProblem,
    String provider,
    boolean alone) {}
