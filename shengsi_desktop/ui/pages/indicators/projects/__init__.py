"""重大项目: the projects with their money, and one of them whole."""
