sign-in-title = Sign in
sign-in-name = Account
sign-in-password = Password
sign-in-button = Sign in
sign-in-other = Sign in with another account
sign-in-register = No account yet? Register
sign-in-progress = Follow a case by its number and query code, without an account
