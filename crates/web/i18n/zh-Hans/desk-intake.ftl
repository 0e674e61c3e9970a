# Taking in at the counter, and the receipt.

desk-intake-lead = 为到场的申请人收件，不需要账号，也不需要手机。
desk-intake-search = 输入事项名称、俗称或拼音首字母
desk-intake-none = 没有找到窗口可以收件的事项
desk-intake-none-said = 换个说法试试；只在网上办理或由其他系统受理的事项，窗口不收件。
desk-intake-all = 全部事项
desk-intake-title = 收件：{ $name }
desk-intake-copy = 复制同一事项最近一件的内容（{ $number }）
desk-intake-who = 谁来申请
desk-intake-situation = 情形
desk-intake-send = 收件并打印凭证
desk-intake-update = 按情形更新材料
desk-intake-changed = 这个事项的内容刚刚更新
desk-intake-changed-next = 已按新的内容列出，填写的都还在，请核对后再次提交。
desk-intake-pending = 同一申请人有同一事项正在办理
desk-intake-second = 再次收件
desk-intake-second-yes = 已向申请人说明，确认再收一件

desk-who-person = 个人
desk-who-organisation = 单位
desk-organisation-name = 单位名称
desk-organisation-code = 统一社会信用代码
desk-organisation-representative = 法定代表人或负责人
desk-person-name = 到场人姓名
desk-person-paper = 证件
desk-person-number = 证件号码
desk-person-telephone = 电话
desk-person-telephone-hint = 没有电话的可以不填，到窗口或凭查询码查进度
desk-person-address = 地址
desk-paper-citizen = 居民身份证
desk-paper-residence = 港澳台居民居住证
desk-paper-home-return = 港澳居民来往内地通行证
desk-paper-taiwan = 台湾居民来往大陆通行证
desk-paper-foreign = 外国人永久居留身份证
desk-paper-passport = 护照
desk-choose = 请选择
desk-given-gap = 容缺，{ $limit }内补交
desk-given-commitment = 以告知承诺代替

desk-receipt-code = 查询码
desk-receipt-next = 下一步：{ $what }，最晚 { $until }。
desk-receipt-follow = 凭编号和查询码在网上或窗口查询进度，不用登录。
