"""What columns of tables hold, told by heads trained on columns of six languages, where no list of words knows them."""
