package dev.cuffline.gateway.web.pages.accounts;

import dev.cuffline.gateway.web.pages.Shell;

/**
 * A one-time password, in the one moment in which it can be read.
 *
 * @param href of the account
 */
record IssuedView(Shell shell, String href, String name, String shown, String password) {
  @Override
  public String toString() {
    return "IssuedView[…]";
  }
}
