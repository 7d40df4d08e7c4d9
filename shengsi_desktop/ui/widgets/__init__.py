"""Small widgets that every page shares, dressed by the theme."""
